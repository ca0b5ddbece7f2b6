import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { CommandError, systemCode, usageError } from '../exit-status.ts';
import type { Shard } from '../input/shard.ts';
import { hasContent, type OutputPlace } from '../settings/places.ts';
import { openStoreRun } from '../store/store-run.ts';
import { describeFailure } from './describe-failure.ts';
import { removeParts } from './half-made-parts.ts';
import { type OutputRun, openJournalledRun, siblingsOf } from './journalled-run.ts';
import { isSoundIn, journalPlace, type RunSettings } from './resume-run.ts';
import { hasHeader } from './run-journal.ts';
import { openServerRun } from './server-run.ts';

/** Archives are written from their beginning and have no journal. @param journal what that of a server is named after */
export async function openOutputRun(
  place: OutputPlace,
  resumes: boolean,
  files: readonly BatchFile[],
  settings: RunSettings,
  journal: string,
): Promise<OutputRun> {
  if (place.kind === 'stow') return openServerRun(journal, place.url, resumes, files, settings);
  if (place.kind === 'store') return openStoreRun(journal, place, resumes, files, settings);
  if (place.kind !== 'folder') return withoutJournal;
  const out = place.path;
  const { shard } = settings;
  const ownJournal = journalPlace(out, shard);
  // Whatever is in the folder came from a run that has a journal, or is nobody's business.
  if (hasContent(out) && !hasHeader(ownJournal) && !hasSiblings(out, shard)) throw usageError(notEmpty);
  makeFolder(out);
  return openJournalledRun(out, realpathSync(out), resumes, files, settings, isSoundIn(out), () => {
    // Shards make their files in folders of their own, which are taken away with them.
    if (shard === null) removeParts(out);
  });
}

/** True when what is in the folder may have come from another shard. */
export function hasSiblings(out: string, shard: Shard | null): boolean {
  return siblingsOf(out, shard).some(hasHeader);
}

function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = systemCode(error) === 'ENOENT' ? whyNotMade(out) : null;
    throw new CommandError(describeFailure(why ?? error).message);
  }
}

/** Of a folder below a place that is read-only Node says that it is not there. @returns why nothing can be made there; null where that is not why */
function whyNotMade(out: string): unknown {
  let above = path.dirname(path.resolve(out));
  // A drive of Windows that is not there has nothing above it.
  while (!existsSync(above) && above !== path.dirname(above)) above = path.dirname(above);
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error;
  }
}

const withoutJournal: OutputRun = {
  earlier: { finished: new Map(), taken: [] },
  written: [],
  note: () => undefined,
  close: () => undefined,
};

export const notEmpty = 'OUT is not empty. Name a folder that is new or empty.';
