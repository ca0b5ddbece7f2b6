import { mkdirSync } from 'node:fs';
import { fingerprintUnder } from '../../embed/create-deidentifier.ts';
import { dropName, withOutput } from '../../embed/node/file-steps.ts';
import { createPlacing } from '../../embed/node/place-output.ts';
import { openWorkshop } from '../../embed/node/workshop.ts';
import type { Delivery, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import { describeFailure, inputUnreadable } from './describe-failure.ts';
import { fillFile } from './folder-output.ts';
import type { NoteWritten } from './written-file.ts';

/** What a run that shares its folder needs to know. */
export type Sharing = {
  readonly projectKey: Uint8Array;
  /** Told of a file that cannot be told by name from one of another run, and is not put out. */
  readonly onAmbiguous: (id: number) => void;
};

/**
 * A folder that several runs write into at the same time (docs/adr/0008). An output that another run has put there already counts
 * as written here too; the records of all runs tell that it is one file.
 * @throws Error where the file system has no hard links
 */
export async function openSharedOutput(
  root: string,
  { projectKey, onAmbiguous }: Sharing,
  note: NoteWritten,
): Promise<Destination<null>> {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const workshop = await openWorkshop(root);
  const fingerprint: Parameters<typeof createPlacing>[2] = (output) => fingerprintUnder(projectKey, output);
  const { place } = createPlacing(root, workshop, fingerprint);
  await workshop.adoptLost(place);
  const underWay = new Set<Promise<DeliveryResult>>();

  async function writeOne({ path, input, file }: Delivery): Promise<DeliveryResult> {
    const made = workshop.newName();
    try {
      const digest = await fillFile(made, { input, file });
      if (digest === null) return inputUnreadable;
      const own = await withOutput(made, fingerprint);
      const placed = await place(made, path);
      if (placed.kind === 'ambiguous') onAmbiguous(input.id);
      else await note({ id: input.id, path, ...digest, fingerprint: own });
      return { kind: 'written' };
    } catch (error) {
      await dropName(made);
      return describeFailure(error);
    }
  }

  const end = async () => {
    await Promise.allSettled(underWay);
    await workshop.close();
  };
  return {
    readsRanges: true,
    write: (delivery) => {
      const writing = writeOne(delivery).finally(() => underWay.delete(writing));
      underWay.add(writing);
      return writing;
    },
    close: async () => {
      await end();
      return null;
    },
    abort: end,
  };
}
