// The entry `nescio/node` (docs/embedding.md): writing into a folder that other processes write into at the same time.
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { plainOutputPath, withFingerprint } from '../../pipeline/batch/output-path.ts';
import type { Deidentifier } from '../create-deidentifier.ts';
import type { Outcome } from '../outcome.ts';
import { hasFile } from './file-steps.ts';
import { createPlacing } from './place-output.ts';
import { openWorkshop } from './workshop.ts';

/** A folder for the outputs of one project, of any number of processes at once. */
export type SharedFolder = {
  /**
   * Writes outputs as they come and passes outcomes on, those of the folder in place of those of the batch: an output that is
   * there already is skipped, code `copy`; one that cannot be told from another by name is held.
   * @throws Error when the folder cannot be written; what was passed on is in it, nothing half-written is
   */
  readonly write: (outcomes: AsyncIterable<Outcome> | Iterable<Outcome>) => AsyncGenerator<Outcome>;
  /** Where an output is now, below the folder. A later one of the same instance may have taken its plain name. */
  readonly locate: (outcome: Extract<Outcome, { readonly kind: 'deidentified' }>) => Promise<string>;
  /** Takes away what was needed for writing. The outputs stay. */
  readonly close: () => Promise<void>;
};

/**
 * Opens a folder, made where it is missing. All that write into it need the same key and profile. Which files are in it at the
 * end, under which names, does not depend on how the inputs were shared out, nor on who was first (docs/adr/0008).
 * @throws TypeError for a profile with running numbers; Error where the file system has no hard links
 */
export async function openSharedFolder(
  folder: string,
  deidentifier: Pick<Deidentifier, 'profile' | 'fingerprint'>,
): Promise<SharedFolder> {
  if (deidentifier.profile.patients === 'running') throw new TypeError(noRunningNumbers);
  const root = path.resolve(folder);
  await mkdir(root, { recursive: true });
  const workshop = await openWorkshop(root);
  const fingerprint = deidentifier.fingerprint;
  const { place } = createPlacing(root, workshop, fingerprint);
  await workshop.adoptLost(place);

  return {
    write: async function* (outcomes) {
      for await (const outcome of outcomes) {
        if (outcome.kind !== 'deidentified') yield outcome;
        else yield await writeOne(outcome);
      }
    },
    locate: async ({ file, outputPath }) => {
      const beside = withFingerprint(plainOutputPath(outputPath), await fingerprint(file));
      return (await hasFile(path.join(root, beside))) ? beside : outputPath;
    },
    close: workshop.close,
  };

  async function writeOne(outcome: Extract<Outcome, { readonly kind: 'deidentified' }>): Promise<Outcome> {
    const { inputPath } = outcome;
    const made = workshop.newName();
    await fill(made, outcome.file);
    // Who has the plain name is decided among all that is in the folder, not in one stream.
    const placed = await place(made, plainOutputPath(outcome.outputPath));
    switch (placed.kind) {
      case 'placed':
        return { ...outcome, outputPath: placed.outputPath };
      case 'copy':
        return { kind: 'skipped', inputPath, code: 'copy', reason: isThere };
      case 'ambiguous':
        return { kind: 'held', inputPath, reasons: [isAmbiguous], holds: [ambiguous] };
    }
  }
}

async function fill(name: string, content: Blob): Promise<void> {
  const file = await open(name, 'wx');
  try {
    for await (const chunk of content.stream()) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

const noRunningNumbers =
  'This profile gives patients running numbers, and processes that share a folder do not know the numbers of each other. Take keyed codes or a patient table.';

const isThere = 'The folder has the same output already, byte by byte.';

const isAmbiguous =
  'The folder has a file of the same SOP Instance UID (0008,0018), header and beginning of the pixels, and other bytes further on. Leave out all of them but the right one.';

const ambiguous = { code: 'same-instance', message: isAmbiguous, isReleasable: false } as const;
