import { existsSync, mkdirSync } from 'node:fs';
import { createFileMarks } from '../../destinations/journal-marks.ts';
import type { BatchFile, EarlierSave } from '../../pipeline/contracts/batch-file.ts';
import { CommandError, usageError } from '../exit-status.ts';
import type { Shard } from '../input/shard.ts';
import { hasContent, type OutputPlace } from '../settings/places.ts';
import { describeFailure } from './describe-failure.ts';
import { removeParts } from './half-made-parts.ts';
import { journalHeader, journalPlace, type RunSettings, resume } from './resume-run.ts';
import { checkSibling, hasHeader, openRunJournal } from './run-journal.ts';
import type { WrittenFile } from './written-file.ts';

/** One way through the outputs of a batch: what is there from before, and what is told of each new one. */
export type OutputRun = {
  readonly earlier: EarlierSave;
  /** Outputs from before. */
  readonly written: readonly WrittenFile[];
  readonly note: (file: WrittenFile) => void;
  readonly close: () => void;
};

/** Archives are written from their beginning; only a folder has a journal. */
export async function openOutputRun(
  place: OutputPlace,
  resumes: boolean,
  files: readonly BatchFile[],
  settings: RunSettings,
): Promise<OutputRun> {
  if (place.kind !== 'folder') return withoutJournal;
  const out = place.path;
  const { shard } = settings;
  const ownJournal = journalPlace(out, shard);
  // Whatever is in the folder came from a run that has a journal, or is nobody's business.
  if (hasContent(out) && !hasHeader(ownJournal) && !hasSiblings(out, shard)) throw usageError(notEmpty);
  makeFolder(out);
  const header = journalHeader(out, settings);
  for (const sibling of siblingsOf(out, shard)) checkSibling(sibling, header);
  const journal = openRunJournal(ownJournal, header, resumes);
  try {
    const resumed = await resume(files, journal.entries, out, settings.projectKey);
    // Shards make their files in folders of their own, which are taken away with them.
    if (shard === null) removeParts(out);
    const markOf = createFileMarks(settings.projectKey, files, null);
    const byId = new Map(files.map((file) => [file.id, file]));
    return {
      ...resumed,
      note: ({ id, path: outputPath, ...rest }) => journal.add({ ...markOf(byId.get(id)!), outputPath, ...rest }),
      close: journal.close,
    };
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** Journals of the other shards of this run. */
function siblingsOf(out: string, shard: Shard | null): readonly string[] {
  if (shard === null) return [];
  const all = Array.from({ length: shard.count }, (_, index) => journalPlace(out, { ...shard, index }));
  return all.filter((place, index) => index !== shard.index && existsSync(place));
}

/** True when what is in the folder may have come from another shard. */
export function hasSiblings(out: string, shard: Shard | null): boolean {
  return siblingsOf(out, shard).some(hasHeader);
}

function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CommandError(describeFailure(error).message);
  }
}

const withoutJournal: OutputRun = {
  earlier: { finished: new Map(), taken: [] },
  written: [],
  note: () => undefined,
  close: () => undefined,
};

export const notEmpty = 'OUT is not empty. Name a folder that is new or empty.';
