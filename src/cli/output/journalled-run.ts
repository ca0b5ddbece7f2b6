import { existsSync } from 'node:fs';
import { createFileMarks } from '../../destinations/journal-marks.ts';
import { placesById } from '../../pipeline/batch/by-id.ts';
import type { BatchFile, EarlierSave } from '../../pipeline/contracts/batch-file.ts';
import type { Shard } from '../input/shard.ts';
import { type IsSound, journalHeader, journalPlace, type RunSettings, resume } from './resume-run.ts';
import { checkSibling, openRunJournal } from './run-journal.ts';
import type { WrittenFile } from './written-file.ts';

/** One way through the outputs of a batch: what is there from before, and what is told of each new one. */
export type OutputRun = {
  readonly earlier: EarlierSave;
  /** Outputs from before. */
  readonly written: readonly WrittenFile[];
  readonly note: (file: WrittenFile) => void;
  /** @param isComplete true when the run has come to its end, and all that may go out has gone out */
  readonly close: (isComplete: boolean) => void;
};

/**
 * A run that can be gone on with.
 * @param base what its journals are named after: the folder OUT, or what stands for a server
 * @param out real path of the folder, or address of the server
 * @param prepare called once it is known that the run may go on
 * @throws CommandError when it may not
 */
export async function openJournalledRun(
  base: string,
  out: string,
  resumes: boolean,
  files: readonly BatchFile[],
  settings: RunSettings,
  isSound: IsSound,
  prepare: () => void,
): Promise<OutputRun> {
  const { projectKey, shard, texts } = settings;
  const header = journalHeader(out, settings);
  for (const sibling of siblingsOf(base, shard)) checkSibling(sibling, header);
  const journal = openRunJournal(journalPlace(base, shard), header, resumes);
  try {
    const resumed = await resume(files, journal.entries, isSound, settings);
    prepare();
    const markOf = createFileMarks(projectKey, files, null, texts);
    const placeOf = placesById(files);
    return {
      ...resumed,
      note: ({ id, path: outputPath, ...rest }) =>
        journal.add({ ...markOf(files[placeOf(id)!]!), outputPath, ...rest }),
      close: journal.close,
    };
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** Journals of the other shards of this run. */
export function siblingsOf(base: string, shard: Shard | null): readonly string[] {
  if (shard === null) return [];
  const all = Array.from({ length: shard.count }, (_, index) => journalPlace(base, { ...shard, index }));
  return all.filter((place, index) => index !== shard.index && existsSync(place));
}
