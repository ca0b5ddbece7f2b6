import { createHash } from 'node:crypto';
import type { SourceItem } from '../../pipeline/contracts/source.ts';
import { mostServedBytes, onRead, ServedBytes } from '../../pipeline/pool/node/served-bytes.ts';
import { failedItem } from '../../sources/settled-item.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { isIn, type Shard } from '../input/shard.ts';
import { type ListedInstance, listInstances } from './list-instances.ts';
import { isUid, type ServedAddress } from './served-address.ts';
import { NotServed } from './served-patience.ts';
import { leaveServed, readServed, type ServedRequests, servedRequests } from './served-requests.ts';

/** Instances that are measured side by side. */
const mostAtOnce = 4;

/** A server as inputs come from it. */
export type ServedSettings = {
  readonly signInFile: string;
  /** Larger instances are failed files. */
  readonly mostInstanceBytes: number;
  readonly shard: Shard | null;
  readonly signal: AbortSignal;
  /** What is asked; those of this thread without it. */
  readonly requests?: ServedRequests;
};

/**
 * Lists the instances of a study, a series, or the one that the address names, and reads each once for its length and SHA-256. Nothing of
 * it is kept: it is read again when its turn comes. Nothing of it is ever on disk. An instance that does not come is a failed file.
 * @param what the argument is, for people @param name which the names of instances begin with
 * @throws CommandError when the server is not there or does not take the sign-in, when nothing is there, or when it cannot be listed as a whole
 */
export async function* listServed(
  address: ServedAddress,
  what: string,
  name: string,
  settings: ServedSettings,
): AsyncGenerator<SourceItem> {
  try {
    const found = yield* listAddress(address, name, settings);
    if (!found && !settings.signal.aborted) throw usageError(`${what} is not there.`);
  } catch (error) {
    throw error instanceof NotServed ? new CommandError(error.message) : error;
  }
}

/** As `listServed`, of a line of a manifest: what of it is not there or cannot be listed is one failed file, and the next line's turn comes. */
export async function* listServedLine(
  address: ServedAddress,
  name: string,
  settings: ServedSettings,
): AsyncGenerator<SourceItem> {
  try {
    const found = yield* listAddress(address, name, settings);
    // As what is not there belongs to all shards, each says so.
    if (!found && !settings.signal.aborted) yield failedItem(name, 'unreadable', notThere);
  } catch (error) {
    if (!(error instanceof NotServed)) throw error;
    yield failedItem(name, 'unreadable', error.message);
  }
}

/** @returns whether anything is there */
async function* listAddress(
  address: ServedAddress,
  name: string,
  settings: ServedSettings,
): AsyncGenerator<SourceItem, boolean> {
  onRead(readServed);
  const { signInFile, mostInstanceBytes, shard, requests = servedRequests } = settings;
  // What goes on side by side ends with the first that cannot go on.
  const ending = new AbortController();
  const signal = AbortSignal.any([settings.signal, ending.signal]);
  settings.signal.addEventListener('abort', leaveServed, { once: true });
  const [study, series, instance] = address.uids;
  const root = address.url.slice(0, address.url.lastIndexOf(`/studies/${study}`));
  let found = 0;
  let waiting: ListedInstance[] = [];
  try {
    for await (const one of instancesOf()) {
      found += 1;
      if (!isUid(one.series) || !isUid(one.instance)) {
        yield failedItem(name, 'unreadable', noUid);
        continue;
      }
      if (!isIn(shard, nameOf(one))) continue;
      waiting.push(one);
      if (waiting.length < mostAtOnce) continue;
      yield* await measured();
    }
    yield* await measured();
  } catch (error) {
    if (settings.signal.aborted) return true;
    // What was listed before is there.
    if (error instanceof NotServed) yield* await measured();
    throw error;
  } finally {
    ending.abort();
  }
  return found > 0;

  function instancesOf(): AsyncIterable<ListedInstance> | readonly ListedInstance[] {
    if (series !== undefined && instance !== undefined) return [{ series, instance }];
    return listInstances((url) => requests.readList(url, signInFile, signal), address);
  }

  /** What stands in the address already is in the name already. */
  function nameOf(one: ListedInstance): string {
    const rest = instance !== undefined ? [] : series !== undefined ? [one.instance] : [one.series, one.instance];
    return [name, ...rest].join('/');
  }

  function measured(): Promise<readonly SourceItem[]> {
    const now = waiting;
    waiting = [];
    return Promise.all(
      now.map((one) => {
        const url = `${root}/studies/${study}/series/${one.series}/instances/${one.instance}`;
        return measuredItem(nameOf(one), { url, signInFile }, mostInstanceBytes, requests, signal);
      }),
    );
  }
}

async function measuredItem(
  name: string,
  place: { readonly url: string; readonly signInFile: string },
  mostBytes: number,
  { readInstance }: ServedRequests,
  signal: AbortSignal,
): Promise<SourceItem> {
  try {
    const seen = await readInstance(place, (bytes) => measure(bytes, mostBytes), signal);
    if (seen === null) return failedItem(name, 'unreadable', tooLarge(mostBytes));
    const blob = new ServedBytes({ ...place, ...seen, startBytes: 0, size: seen.servedBytes });
    return { kind: 'file', path: name, open: async () => ({ kind: 'plain', blob, lastModifiedMs: blob.lastModified }) };
  } catch (error) {
    if (error instanceof NotServed) return failedItem(name, 'unreadable', error.message);
    throw error;
  }
}

/** @returns null where it is too large */
async function measure(bytes: AsyncIterable<Uint8Array>, mostBytes: number) {
  const hash = createHash('sha256');
  let servedBytes = 0;
  for await (const part of bytes) {
    servedBytes += part.length;
    if (servedBytes > mostBytes) return null;
    hash.update(part);
  }
  return { servedBytes, etag: hash.digest('hex') };
}

const tooLarge = (mostBytes: number): string => {
  const isLimited = mostBytes < mostServedBytes;
  return `The instance has more than ${Math.floor(mostBytes / 1024 / 1024)} MB, and none larger is read from a server${
    isLimited ? ' within this --max-memory' : ''
  }, since it would be in memory as a whole. ${isLimited ? 'Give more, or export' : 'Export'} it into a folder and name that.`;
};
const notThere = 'The server has nothing under this address. Check it, and the file of --sign-in.';
const noUid =
  'The server names an instance by what is no UID, so that nobody can ask for it. Export it into a folder and name that.';
