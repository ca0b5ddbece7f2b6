import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keyCheck, mark } from '../../deidentify/key-mark.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { type Shard, shardName } from '../input/shard.ts';
import { recordFiles } from './record-lines.ts';

/** What a run writes beside its output: each into a folder of its own that the run claims. */
export type RunFolderKind = 'records' | 'held';

/** Which run a folder is for. Keyed hashes: it identifies nobody. */
export type RunOwner = {
  readonly format: `nescio-${RunFolderKind}-run`;
  readonly formatVersion: 1;
  readonly keyCheck: string;
  /** `i/n`; '' for a run of all files. */
  readonly shard: string;
  /** Keyed hash of the real path of OUT. */
  readonly outCheck: string;
};

/** @param out the real path of OUT; '' for standard output */
export function runOwner(kind: RunFolderKind, projectKey: Uint8Array, shard: Shard | null, out: string): RunOwner {
  return {
    format: `nescio-${kind}-run`,
    formatVersion: 1,
    keyCheck: keyCheck(projectKey),
    shard: shardName(shard),
    outCheck: mark(projectKey, ['out', out]),
  };
}

const ownerFile = 'run.json';

/** Permissions of a group and of others. */
const othersMay = 0o077;

/**
 * Makes a folder, for its owner alone, and sees whether it can be written and holds nothing but what a resumed run may replace.
 * @throws CommandError when it does not, or when others may use one that is for files that nobody has looked at
 */
export function checkRunFolder(kind: RunFolderKind, folder: string, resumes: boolean): void {
  const { names, mode } = asWritable(kind, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return { names: readdirSync(folder), mode: statSync(folder).mode };
  });
  // Windows has no such permissions.
  if (kind === 'held' && process.platform !== 'win32' && (mode & othersMay) !== 0) throw new CommandError(othersMayUse);
  const isForeign = names.length > 0 && !names.includes(ownerFile);
  // A run that was stopped early has left no more than the name of the run.
  if (isForeign || (!resumes && names.length > 1)) {
    throw usageError(`The ${kind} folder is not empty. Name a folder that is new or empty.`);
  }
}

/**
 * Takes a folder for a run.
 * @throws CommandError when it is that of another run, and what is in it stays as it is
 */
export function claimRunFolder(kind: RunFolderKind, folder: string, owner: RunOwner): void {
  const place = path.join(folder, ownerFile);
  const text = `${JSON.stringify(owner, null, 2)}\n`;
  asWritable(kind, () => {
    if (readdirSync(folder).length === 0) writeFileSync(place, text, { flag: 'wx', mode: 0o600 });
  });
  if (readOwner(place) === text) return;
  const what = `The ${kind} folder is that of another run: of another key, shard or OUT.`;
  throw usageError(`${what} Name a folder that is new or empty.`);
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

function asWritable<Result>(kind: RunFolderKind, work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new CommandError(`The ${kind} folder cannot be written. Check that it is a folder and yours.`);
  }
}

const othersMayUse = 'The held folder can be used by others. Let nobody but its owner (chmod 700).';
