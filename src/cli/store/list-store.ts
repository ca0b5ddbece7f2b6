import type { SourceItem } from '../../pipeline/contracts/source.ts';
import { StoreBytes } from '../../pipeline/pool/node/store-bytes.ts';
import { findObject, leaveStore, listObjects, type StoredObject } from '../../pipeline/pool/node/store-reading.ts';
import { listFile } from '../../sources/list-file.ts';
import { failedItem } from '../../sources/settled-item.ts';
import { usageError } from '../exit-status.ts';
import { isIn, type Shard } from '../input/shard.ts';
import { parseStoreAddress, type StoreAddress } from './store-address.ts';
import { tellStoreFailure } from './tell-store-failure.ts';

/**
 * Lists an IN of a store: one object, and what lies below it as below a folder, page by page. Names are those that files of a folder
 * would have.
 * @param what the argument is, for people
 * @throws CommandError when nothing is there, or when the store cannot be listed: a part of a list is never taken for all of it
 */
export function listStore(
  address: StoreAddress,
  what: string,
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  return untilStopped(listAddress(address, what, shard, signal), signal);
}

/** Lists lines of a manifest, side by side: each names an object, or what lies below it where it ends with a slash. */
export function listStoreLines(
  lines: readonly string[],
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  return untilStopped(listLines(lines, shard, signal), signal);
}

/** Ends with the command, which would else wait for half an hour for a store that is away. */
async function* untilStopped(items: AsyncIterable<SourceItem>, signal: AbortSignal): AsyncGenerator<SourceItem> {
  signal.addEventListener('abort', leaveStore, { once: true });
  try {
    yield* items;
  } catch (error) {
    if (!signal.aborted) throw tellStoreFailure(error);
  } finally {
    signal.removeEventListener('abort', leaveStore);
  }
}

async function* listAddress(
  { bucket, key }: StoreAddress,
  what: string,
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const name = key.replace(/\/+$/, '').split('/').at(-1) || bucket;
  let found = 0;
  const whole = key === '' || key.endsWith('/') ? null : await findObject(bucket, key);
  if (whole !== null) {
    found += 1;
    yield* itemsOf(bucket, whole, name, shard, signal);
  }
  for await (const [object, below] of objectsBelow({ bucket, key })) {
    if (signal.aborted) return;
    found += 1;
    yield* itemsOf(bucket, object, `${name}/${below}`, shard, signal);
  }
  if (found === 0) throw usageError(`${what} is not there.`);
}

async function* listLines(
  lines: readonly string[],
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const wanted = lines.filter((line) => line.endsWith('/') || isIn(shard, line));
  // Begun at once, and awaited in order.
  const listed = wanted.map((line) => listLine(line, shard, signal));
  await Promise.allSettled(listed);
  for (const items of listed) yield* await items;
}

async function listLine(
  line: string,
  shard: Shard | null,
  signal: AbortSignal,
): Promise<AsyncIterable<SourceItem> | readonly SourceItem[]> {
  const address = parseStoreAddress(line);
  if (address === null) return [failedItem(line, 'unreadable', noAddress)];
  const { bucket, key } = address;
  if (key === '' || key.endsWith('/')) return below(address, line.replace(/\/+$/, ''), shard, signal);
  const object = await findObject(bucket, key);
  return object === null ? [failedItem(line, 'unreadable', notThere)] : itemsOf(bucket, object, line, shard, signal);
}

async function* below(address: StoreAddress, name: string, shard: Shard | null, signal: AbortSignal) {
  let found = 0;
  for await (const [object, rest] of objectsBelow(address)) {
    found += 1;
    yield* itemsOf(address.bucket, object, `${name}/${rest}`, shard, signal);
  }
  // It belongs to all shards: each says so, and `merge` counts it once.
  if (found === 0) yield failedItem(name, 'unreadable', nothingBelow);
}

/** Objects with what their keys have behind the prefix. */
async function* objectsBelow({ bucket, key }: StoreAddress): AsyncGenerator<readonly [StoredObject, string]> {
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  for await (const page of listObjects({ bucket, prefix })) {
    for (const object of page) {
      // What tools put there to show a folder.
      const isMarker = object.sizeBytes === 0 && object.key.endsWith('/');
      if (!isMarker) yield [object, object.key.slice(prefix.length)];
    }
  }
}

async function* itemsOf(
  bucket: string,
  object: StoredObject,
  name: string,
  shard: Shard | null,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  if (!isIn(shard, name)) return;
  if (object.etag === '') yield failedItem(name, 'unreadable', noTag);
  else yield* listFile(name, async () => bytesOf(bucket, object), signal);
}

function bytesOf(bucket: string, { key, etag, sizeBytes, lastModifiedMs }: StoredObject): StoreBytes {
  return new StoreBytes({
    bucket,
    key,
    etag,
    objectBytes: sizeBytes,
    lastModified: lastModifiedMs,
    startBytes: 0,
    size: sizeBytes,
  });
}

const noAddress = 'The line is no address of the form s3://bucket/key.';
const notThere = 'The object is not there.';
const nothingBelow = 'Nothing lies below this address. Check it.';
const noTag = 'The store says no ETag of the object, so nobody could tell whether it changes while it is read.';
