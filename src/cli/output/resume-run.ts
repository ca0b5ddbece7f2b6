import path from 'node:path';
import { VERSION } from '../../app/ui/version.ts';
import { mark } from '../../deidentify/key-mark.ts';
import { acrossCheck, createFileMarks, runChecks } from '../../destinations/journal-marks.ts';
import { planResume, resumeFile } from '../../destinations/plan-resume.ts';
import { withFingerprint } from '../../pipeline/batch/output-path.ts';
import type { BatchFile, EarlierSave } from '../../pipeline/contracts/batch-file.ts';
import type { WorkerSettings } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { AcrossFiles } from '../../pipeline/contracts/folder-saving.ts';
import type { TextTable } from '../../pipeline/contracts/text-table.ts';
import type { Layout } from '../../pipeline/layout/layout.ts';
import type { SearchScope } from '../../pipeline/text/searchable-files.ts';
import type { SavedDecisions } from '../../report/decisions/saved-decisions.ts';
import { usageError } from '../exit-status.ts';
import { type Shard, shardName } from '../input/shard.ts';
import { sha256OfFile } from './hash-file.ts';
import { another, type FinishedOutput, type JournalHeader } from './run-journal.ts';
import type { WrittenFile } from './written-file.ts';

export type RunSettings = {
  readonly projectKey: Uint8Array;
  readonly profileHash: string;
  readonly patients: WorkerSettings['patients'];
  readonly decisions: SavedDecisions | null;
  readonly acrossFiles: AcrossFiles;
  readonly shard: Shard | null;
  readonly layout: Layout;
  readonly search: SearchScope;
  /** Makes the table of input paths. */
  readonly texts: () => TextTable;
};

/** Where the journal of a folder lies, or that of one shard: beside the folder, never in it. */
export function journalPlace(out: string, shard: Shard | null): string {
  return `${out}.journal${shard === null ? '' : `-${shard.index}-of-${shard.count}`}.jsonl`;
}

/** @param out real path of the folder, or address of the server */
export function journalHeader(out: string, settings: RunSettings): JournalHeader {
  return {
    format: 'nescio-journal',
    formatVersion: 1,
    program: VERSION,
    ...runChecks(settings),
    decisionsCheck: settings.decisions === null ? '' : mark(settings.projectKey, ['decisions', settings.decisions]),
    acrossCheck: acrossCheck(settings.projectKey, settings.acrossFiles),
    shard: shardName(settings.shard),
    layout: settings.layout,
    search: settings.search,
    outCheck: mark(settings.projectKey, ['out', out]),
  };
}

/** What an earlier run has finished, as this one takes it. */
export type Resumed = { readonly earlier: EarlierSave; readonly written: readonly WrittenFile[] };

/** Whether an output is still what was written. */
export type IsSound = (entry: FinishedOutput) => Promise<boolean>;

/** Reads the file of an output, whatever name it has by now. */
export function isSoundIn(out: string): IsSound {
  return async (entry) => {
    for (const place of placesOf(entry)) {
      if ((await sha256OfFile(path.join(out, place))) === entry.sha256) return true;
    }
    return false;
  };
}

/**
 * Finds the outputs that need not be written again. Those whose file is gone or not what was written are written again.
 * @throws CommandError when inputs have changed since, or what the search came to in them, or they are not all there
 */
export async function resume(
  files: readonly BatchFile[],
  entries: readonly FinishedOutput[],
  isSound: IsSound,
  { projectKey, texts }: RunSettings,
): Promise<Resumed> {
  const sound = new Map<string, FinishedOutput>();
  for (const entry of entries) if (await isSound(entry)) sound.set(entry.outputPath, entry);
  // A mark of each file is two keyed hashes.
  if (entries.length === 0) return { earlier: { finished: new Map(), taken: [] }, written: [] };
  const markOf = createFileMarks(projectKey, files, null, texts);
  const marked = files.map((file) => resumeFile(file, markOf(file)));
  const { finished, stale, foreign, waiting } = planResume(marked, entries, (one) => sound.get(one)?.sizeBytes ?? null);
  const changed = stale.length + waiting.length;
  if (changed > 0 || foreign.length > 0) {
    throw usageError(
      `The inputs are not those of before: ${changed} have changed, or the search came to something else; ${foreign.length} are not there. ${advice}`,
    );
  }
  const written = [...finished].map(([id, outputPath]) => {
    const { sizeBytes, crc32, sha256, fingerprint } = sound.get(outputPath)!;
    return { id, path: outputPath, sizeBytes, crc32, sha256, ...(fingerprint !== undefined && { fingerprint }) };
  });
  return { earlier: { finished, taken: [] }, written };
}

/** Where an output may be by now: one of another run may have taken its plain name. */
function placesOf({ outputPath, fingerprint }: FinishedOutput): readonly string[] {
  return fingerprint === undefined ? [outputPath] : [outputPath, withFingerprint(outputPath, fingerprint)];
}

const advice = `Give the same inputs as they were, or ${another}`;
