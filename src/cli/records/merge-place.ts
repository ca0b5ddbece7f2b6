import { existsSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { CommandError, systemCode, usageError } from '../exit-status.ts';

/** The folder OUT of a merge. What another process has put there is neither written over nor taken away. */
export type MergePlace = {
  /** A folder of its own for what is sorted. It identifies patients. */
  readonly work: string;
  /** Makes a new file for its owner alone. @returns its descriptor */
  readonly create: (name: string) => number;
  /** Gives a file that `create` has made its own name. */
  readonly rename: (from: string, to: string) => void;
  /** Takes the work away, and leaves the files. @throws when it cannot be taken away */
  readonly keep: () => void;
  /** Takes away all that this process has made, as far as it can. @returns false when something of the work is left */
  readonly takeBack: () => boolean;
};

/**
 * Makes OUT where it is not there. When the process ends at once, as it does at a second signal, nothing half-made is left.
 * @throws CommandError when another merge is at work there
 */
export function openMergePlace(out: string): MergePlace {
  const isOwn = !existsSync(out);
  const work = path.join(out, 'merge.part');
  const made = new Set<string>();
  const takeBack = () => {
    for (const place of [...made]) attempt(() => rmSync(place, { recursive: true, force: true }));
    // Fails, and has to, where somebody else has put something there.
    if (isOwn) attempt(() => rmdirSync(out));
    process.off('exit', takeBack);
    return !made.has(work) || !existsSync(work);
  };

  mkdirSync(out, { recursive: true, mode: 0o700 });
  try {
    mkdirSync(work, { mode: 0o700 });
  } catch (error) {
    takeBack();
    if (systemCode(error) === 'EEXIST') throw usageError(otherMerge);
    throw error;
  }
  made.add(work);
  process.on('exit', takeBack);
  return {
    work,
    create: (name) => {
      const place = path.join(out, name);
      const file = openSync(place, 'wx', 0o600);
      made.add(place);
      return file;
    },
    rename: (from, to) => {
      const [part, place] = [path.join(out, from), path.join(out, to)];
      if (existsSync(place)) throw new CommandError(`OUT has a ${to} of somebody else now. Name another folder.`);
      renameSync(part, place);
      made.delete(part);
      made.add(place);
    },
    keep: () => {
      rmSync(work, { recursive: true, force: true });
      process.off('exit', takeBack);
    },
    takeBack,
  };
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The error that ended the merge is the one that is told.
  }
}

const otherMerge =
  'Another merge is at work in OUT, or was ended there and left OUT/merge.part. Name a folder that is new or empty.';
