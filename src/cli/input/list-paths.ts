import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { comparePaths } from '../../pipeline/batch/output-path.ts';
import type { Source, SourceItem } from '../../pipeline/contracts/source.ts';
import { pathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { mostServedBytes } from '../../pipeline/pool/node/served-bytes.ts';
import { listFile } from '../../sources/list-file.ts';
import { failedItem } from '../../sources/settled-item.ts';
import { listServed, listServedLine, type ServedSettings } from '../served/list-served.ts';
import { isWebAddress, servedInput } from '../served/served-address.ts';
import { listStore, listStoreLines } from '../store/list-store.ts';
import { isStoreAddress, storeAddress } from '../store/store-address.ts';
import type { Manifest } from './manifest.ts';
import { isIn, type Shard } from './shard.ts';

/**
 * Lists files and folders that the command line names, and then those of a manifest. As in the page, a file of a folder is called
 * by its path below the folder, the folder's own name included, and archives are opened. What a manifest names is called as it
 * stands there, because names of many folders would be told apart by nothing else.
 * @param shard null for all of them. An archive falls into one shard as a whole
 * @param served how a server that an input names is signed in to, and the largest instance that is read from it
 */
export function sourceFromPaths(
  inputs: readonly string[],
  shard: Shard | null,
  manifest: Manifest | null = null,
  {
    signInFile = '',
    mostInstanceBytes = mostServedBytes,
  }: Partial<Pick<ServedSettings, 'signInFile' | 'mostInstanceBytes'>> = {},
): Source {
  return {
    async *list(signal) {
      for (const [at, input] of inputs.entries()) {
        const what = `IN number ${at + 1}`;
        if (isWebAddress(input)) {
          const address = servedInput(input, what);
          yield* listServed(address, what, address.uids.join('/'), { signInFile, mostInstanceBytes, shard, signal });
          continue;
        }
        if (isStoreAddress(input)) {
          yield* listStore(storeAddress(input, what), what, shard, signal);
          continue;
        }
        const root = path.resolve(input);
        yield* listPath(root, path.basename(root), new Set(), shard, signal);
      }
      yield* listManifest(manifest, { signInFile, mostInstanceBytes, shard, signal });
    },
  };
}

async function* listManifest(manifest: Manifest | null, settings: ServedSettings): AsyncGenerator<SourceItem> {
  const { shard, signal } = settings;
  let waiting: string[] = [];
  for (const { number, path: named } of manifest?.lines() ?? []) {
    if (signal.aborted) return;
    const isStored = isStoreAddress(named);
    if (isStored) waiting.push(named);
    if (!isStored || waiting.length === linesTogether) {
      yield* listStoreLines(waiting, shard, signal);
      waiting = [];
    }
    if (isWebAddress(named)) {
      const address = servedInput(named, `IN of line ${number} of the manifest`);
      yield* listServedLine(address, named.replace(/\/+$/, ''), settings);
    } else if (!isStored)
      yield* listPath(path.resolve(named), named.replace(/(?<=.)\/+$/, ''), new Set(), shard, signal);
  }
  yield* listStoreLines(waiting, shard, signal);
}

/** @param above real paths of the folders that this one lies in: a link to one of them would have no end */
async function* listPath(
  place: string,
  name: string,
  above: ReadonlySet<string>,
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  if (signal.aborted) return;
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory()) {
    yield* listFolder(place, name, above, shard, signal);
  } else if (found === null) {
    // It may be a folder, whose files belong to all shards. Each says so, and `merge` counts it once.
    yield failedItem(name, 'unreadable', cannotBeOpened);
  } else if (isIn(shard, name)) {
    if (found.isFile()) yield* listFile(name, () => pathBytes(place), signal);
    else yield failedItem(name, 'unreadable', isNoFile);
  }
}

async function* listFolder(
  place: string,
  name: string,
  above: ReadonlySet<string>,
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const real = await realpath(place).catch(() => place);
  if (above.has(real)) {
    if (isIn(shard, name)) yield failedItem(name, 'unreadable', isLoop);
    return;
  }
  const names = await readdir(place).catch(() => null);
  if (names === null) {
    // Its files belong to all shards.
    yield failedItem(name, 'unreadable', folderCannotBeRead);
    return;
  }
  const within = new Set([...above, real]);
  for (const member of names.sort(comparePaths)) {
    yield* listPath(path.join(place, member), `${name}/${member}`, within, shard, signal);
  }
}

/** Lines of a manifest that a store is asked about side by side. */
const linesTogether = 16;

const cannotBeOpened = 'The file could not be opened. Check that it is there and that you may read it.';
const isNoFile = 'This is neither a file nor a folder, but a device, a pipe or a socket.';
const folderCannotBeRead =
  'The folder could not be listed. Check that you may read it. None of what is in it was looked at.';
const isLoop = 'This is a link to a folder that it lies in. It was not followed.';
