import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { mark } from '../../deidentify/key-mark.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { CommandError, usageError } from '../exit-status.ts';
import type { Shard } from '../input/shard.ts';
import type { Speech } from '../speech.ts';
import { type OutputRun, openJournalledRun } from './journalled-run.ts';
import { type IsSound, journalPlace, type RunSettings } from './resume-run.ts';

/** Letters of the mark in its name: 60 bits. */
const nameLetters = 12;

/**
 * What the journal of a server is named after, since nothing lies beside a server: by the server and the key, so that the same
 * command finds it again, and without saying either.
 * @param folder where it lies
 * @throws CommandError when a run was begun before that this one does not go on with, or when the folder cannot be made or written
 */
export function serverJournal(
  folder: string,
  url: string,
  {
    projectKey,
    shard,
    resumes,
    say,
    kind,
  }: {
    readonly kind: 'stow' | 'store';
    readonly projectKey: Uint8Array;
    readonly shard: Shard | null;
    readonly resumes: boolean;
    readonly say: Speech['say'];
  },
): string {
  const base = path.resolve(folder, `nescio-${mark(projectKey, ['server', url]).slice(0, nameLetters)}`);
  const isThere = existsSync(journalPlace(base, shard));
  if (!resumes && isThere) throw usageError(wasBegun);
  if (resumes && !isThere) say(beginsAnew[kind]);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Before all files are read, and not behind it.
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new CommandError('The folder of the journal cannot be made or written. Name another one by --journal.');
  }
  return base;
}

/** A run whose outputs are on a server. @param isThere without it, what the journal says is there is not asked about again */
export async function openServerRun(
  base: string,
  url: string,
  resumes: boolean,
  files: readonly BatchFile[],
  settings: RunSettings,
  isThere: IsSound = async () => true,
): Promise<OutputRun> {
  const run = await openJournalledRun(base, url, resumes, files, settings, isThere, () => undefined);
  return {
    ...run,
    close: (isComplete) => {
      // The next run to this server is another one.
      if (isComplete) rmSync(journalPlace(base, settings.shard), { force: true });
      run.close(isComplete);
    },
  };
}

const beginsAnew = {
  stow: 'No journal of a run to this server is in the folder of --journal (without it, the working directory), so the run begins anew. What the server has already is looked for there.',
  store:
    'No journal of a run to this OUT is in the folder of --journal (without it, the working directory), so the run begins anew.',
};
const wasBegun =
  'A run to this OUT was begun before and is not complete. Go on with it by --resume, or name another folder by --journal.';
