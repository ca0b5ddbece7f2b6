import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keyCheck, mark } from '../../destinations/journal-marks.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { type Shard, shardName } from '../input/shard.ts';
import { recordFiles } from './record-lines.ts';

/** Which run a records folder is for. Keyed hashes: it identifies nobody. */
export type RecordsOwner = {
  readonly format: 'nescio-records-run';
  readonly formatVersion: 1;
  readonly keyCheck: string;
  /** `i/n`; '' for a run of all files. */
  readonly shard: string;
  /** Keyed hash of the real path of OUT. */
  readonly outCheck: string;
};

/** @param out the real path of OUT; '' for standard output */
export function recordsOwner(projectKey: Uint8Array, shard: Shard | null, out: string): RecordsOwner {
  return {
    format: 'nescio-records-run',
    formatVersion: 1,
    keyCheck: keyCheck(projectKey),
    shard: shardName(shard),
    outCheck: mark(projectKey, ['out', out]),
  };
}

const ownerFile = 'run.json';

/**
 * Makes a records folder, for its owner alone, and sees whether it can be written and holds nothing but what a resumed run may replace.
 * @throws CommandError when it does not
 */
export function checkRecordsFolder(folder: string, resumes: boolean): void {
  const names = asWritable(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return readdirSync(folder);
  });
  // A run that was stopped early has left no more than the name of the run.
  if (!resumes && names.some((name) => name !== ownerFile)) throw usageError(recordsThere);
  if (names.length > 0 && !names.includes(ownerFile)) throw usageError(recordsThere);
}

/**
 * Takes a records folder for a run.
 * @throws CommandError when it is that of another run, whose records stay as they are
 */
export function claimRecordsFolder(folder: string, owner: RecordsOwner): void {
  const place = path.join(folder, ownerFile);
  const text = `${JSON.stringify(owner, null, 2)}\n`;
  asWritable(() => {
    if (readdirSync(folder).length === 0) writeFileSync(place, text, { flag: 'wx', mode: 0o600 });
  });
  if (readOwner(place) !== text) throw usageError(recordsOfAnother);
}

/** Takes away what this run wrote before; the summary, which says that the rest is whole, first. */
export function clearRecords(folder: string): void {
  const { summary, ...others } = recordFiles;
  for (const name of [summary, ...Object.values(others)]) rmSync(path.join(folder, name), { force: true });
}

function readOwner(place: string): string | null {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return null;
  }
}

function asWritable<Result>(work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new CommandError('The records folder cannot be written. Check that it is a folder and yours.');
  }
}

const recordsThere = 'The records folder is not empty. Name a folder that is new or empty.';
const recordsOfAnother =
  'The records folder is that of another run: of another key, shard or OUT. Name a folder that is new or empty.';
