import { existsSync } from 'node:fs';
import type { Layout } from '../../pipeline/layout/layout.ts';
import { CommandError, exitStatus, usageError } from '../exit-status.ts';
import type { Shard } from '../input/shard.ts';
import { hasSiblings, notEmpty } from '../output/output-run.ts';
import { serverJournal } from '../output/server-run.ts';
import type { ProgramContext } from '../program-context.ts';
import { decisionsNeedKey } from '../settings/decisions-option.ts';
import { createKeyFile, readKey } from '../settings/key-file.ts';
import { hasContent, isRemote, journalFolder, type OutputPlace, realPlace } from '../settings/places.ts';
import { readSignIn, type SignIn } from '../settings/sign-in-file.ts';
import type { Speech } from '../speech.ts';
import { nameOfStore } from '../store/store-run.ts';

/** Options that not every place of outputs can have. */
export type PlaceOptions = {
  readonly key?: string;
  readonly decisions?: string;
  readonly resume?: true;
  readonly shard?: Shard;
  readonly layout?: Layout;
  readonly signIn?: string;
  readonly journal?: string;
};

/**
 * Refuses what cannot be with such a place, before anything is read.
 * @throws CommandError that says what to do instead
 */
export function checkPlaceOptions(place: OutputPlace, options: PlaceOptions): void {
  const { shard, journal } = options;
  if (shard !== undefined && (place.kind === 'zip' || place.kind === 'tar')) throw usageError(noShardOfArchive);
  if (!isRemote(place) && journal !== undefined) throw usageError(onlyRemote);
  checkResume(place, options);
  checkLayout(place, options);
}

/** What is hashed to tell this place from others: a real path, an address, or '' for standard output. */
export function nameOfPlace(place: OutputPlace): string {
  switch (place.kind) {
    case 'tar':
      return '';
    case 'stow':
      return place.url;
    case 'store':
      return nameOfStore(place);
    default:
      return realPlace(place.path);
  }
}

/** @throws CommandError when a file of it is named that cannot be used */
export function signInFor(
  place: OutputPlace,
  { signIn }: PlaceOptions,
  { environment }: ProgramContext,
): SignIn | null {
  return place.kind === 'stow' ? readSignIn(signIn, environment) : null;
}

/** @returns what the journal of a server is named after; '' elsewhere @throws CommandError as `serverJournal` */
export function journalFor(
  place: OutputPlace,
  { journal, shard, resume }: PlaceOptions,
  projectKey: Uint8Array,
  { say }: Speech,
): string {
  if (!isRemote(place)) return '';
  return serverJournal(journalFolder(journal), nameOfPlace(place), {
    kind: place.kind,
    projectKey,
    shard: shard ?? null,
    resumes: resume === true,
    say,
  });
}

/** The key that is named, or a new one where that may be. @throws CommandError where it may not */
export function keyFor(
  place: OutputPlace,
  options: PlaceOptions,
  { environment }: ProgramContext,
  { say }: Speech,
): Uint8Array {
  const key = readKey(options.key, environment);
  if (key !== null) return key;
  if (options.resume === true) throw usageError('--resume needs the key of the run: give --key.');
  if (options.decisions !== undefined) throw usageError(decisionsNeedKey);
  if (options.shard !== undefined) throw usageError('Shards need one key for all of them: give --key.');
  if (place.kind === 'tar') throw usageError('A tar on standard output needs a key: give --key.');
  if (isRemote(place)) throw usageError(`A ${place.kind === 'stow' ? 'server' : 'store'} needs a key: give --key.`);
  const file = `${place.path}.key.json`;
  const made = createKeyFile(file);
  say('A new project key is in OUT.key.json, beside OUT. Keep it secret; with it, later files fit to these.');
  return made;
}

function checkResume(place: OutputPlace, { resume, shard }: PlaceOptions): void {
  if (resume === true) {
    if (place.kind === 'zip' || place.kind === 'tar') throw usageError(noResumeOfArchive);
  } else if (place.kind === 'folder' && hasContent(place.path) && !hasSiblings(place.path, shard ?? null)) {
    throw usageError(`${notEmpty} --resume goes on with a run that was stopped.`);
  }
}

/** Numbers in names follow from the whole batch. */
function checkLayout(place: OutputPlace, { layout = 'pseudonyms', shard }: PlaceOptions): void {
  if (layout === 'pseudonyms') return;
  if (shard !== undefined) throw usageError('--layout names files by the whole batch, and a shard has a part of it.');
  if (place.kind === 'stow') throw usageError('--layout names files, and a server has no names of files.');
  if (layout === 'dicomdir' && place.kind === 'tar') throw usageError('--layout dicomdir writes a folder or a .zip.');
}

/** What is whole in a folder, a server or a store stays there. Of an archive nothing is left, unless it had its name, which nobody had before. */
export function stopped(place: OutputPlace): CommandError {
  switch (place.kind) {
    case 'folder':
    case 'stow':
    case 'store':
      return new CommandError('Stopped. --resume goes on with it.', exitStatus.stopped);
    case 'zip':
      return new CommandError(existsSync(place.path) ? stoppedBehindOutput : 'Stopped. There is no output.');
    case 'tar':
      return new CommandError('Stopped. What came out of the tar may end in the middle. Throw it away.');
  }
}

const stoppedBehindOutput = 'Stopped, but OUT was whole by then. Records without a summary.json are not.';

const noShardOfArchive = '--shard writes into a folder, a server or a store.';
const noResumeOfArchive = '--resume goes on with a folder, a server or a store. Archives are written anew.';
const onlyRemote = '--journal is for an OUT that is a server or a store.';
