import type { Readable } from 'node:stream';
import { createPatience } from './patience.ts';
import { type AskStore, openStore } from './store-client.ts';
import { failedAs, StoreFailure } from './store-failure.ts';

/** An object as a store lists it. */
export type StoredObject = {
  readonly key: string;
  readonly sizeBytes: number;
  /** What changes with its content; '' where the store says none. */
  readonly etag: string;
  readonly lastModifiedMs: number;
};

/** Where objects lie. `prefix` ends with a slash, or is ''. */
export type StorePlace = { readonly bucket: string; readonly prefix: string };

let leaving = new AbortController();
let opened: Promise<AskStore> | null = null;

/** Asks the store of this process or thread, which is opened when it is first asked. */
export const askStore: AskStore = async (request) => {
  opened ??= openStore(createPatience(leaving.signal));
  return (await opened)(request);
};

/** Lets nobody wait any more for a store that is away. Who asks behind this opens it anew. */
export function leaveStore(): void {
  leaving.abort();
  leaving = new AbortController();
  opened = null;
}

/** So many pages of a list in a row may say nothing new. */
const mostIdlePages = 100;

/**
 * Lists what lies below a place, page by page.
 * @throws StoreFailure where the store lists what was not asked for, or does not come to an end
 */
export async function* listObjects(
  { bucket, prefix }: StorePlace,
  pageSize = 1000,
): AsyncGenerator<readonly StoredObject[]> {
  let token: string | undefined;
  let [lastKey, idlePages] = ['', 0];
  do {
    const page = await askStore((client, { ListObjectsV2Command }) =>
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          MaxKeys: pageSize,
          // XML cannot hold all characters that a key may.
          EncodingType: 'url',
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      ),
    );
    const isEncoded = page.EncodingType === 'url';
    const objects = (page.Contents ?? []).map(({ Key = '', Size = 0, ETag = '', LastModified }) => ({
      key: isEncoded ? decodeKey(Key) : Key,
      sizeBytes: Size,
      etag: ETag,
      lastModifiedMs: LastModified?.getTime() ?? 0,
    }));
    if (objects.some(({ key }) => !key.startsWith(prefix))) throw new StoreFailure('other');
    yield objects;
    const key = objects.at(-1)?.key ?? lastKey;
    [lastKey, idlePages] = [key, key === lastKey ? idlePages + 1 : 0];
    // A store that says that there is more, and not from where, would be listed for ever, or in part.
    const next = page.NextContinuationToken;
    if (page.IsTruncated && (!next || next === token || idlePages > mostIdlePages)) throw new StoreFailure('other');
    token = page.IsTruncated ? next : undefined;
  } while (token !== undefined);
}

/** @returns null where there is none */
export function findObject(bucket: string, key: string): Promise<StoredObject | null> {
  return unlessMissing(async (client, { HeadObjectCommand }) => {
    const found = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    const { ContentLength = 0, ETag = '', LastModified } = found;
    return { key, sizeBytes: ContentLength, etag: ETag, lastModifiedMs: LastModified?.getTime() ?? 0 };
  });
}

/**
 * Reads a range of the object that was listed, and of no other.
 * @throws StoreFailure when it is not that one any more, or more comes than was asked for
 */
export async function readObject(
  bucket: string,
  { key, etag }: Pick<StoredObject, 'key' | 'etag'>,
  offsetBytes: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return askStore(async (client, { GetObjectCommand }) => {
    const Range = `bytes=${offsetBytes}-${offsetBytes + lengthBytes - 1}`;
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag, Range }));
    const body = answer.Body as Readable;
    // Not all stores know the condition.
    if (plainTag(answer.ETag) !== plainTag(etag)) {
      body.destroy();
      throw new StoreFailure('changed');
    }
    return takeBytes(body, lengthBytes);
  });
}

/** @returns null where there is none @param take given the bytes anew where the connection breaks */
export function readWholeObject<Result>(
  bucket: string,
  key: string,
  take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result | null> {
  return unlessMissing(async (client, { GetObjectCommand }) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return take(Body as Readable);
  });
}

/** @returns null where the store does not have what is asked for */
async function unlessMissing<Result>(request: Parameters<typeof askStore<Result>>[0]): Promise<Result | null> {
  try {
    return await askStore(request);
  } catch (error) {
    if (failedAs('not-there', error)) return null;
    throw error;
  }
}

async function takeBytes(parts: AsyncIterable<Uint8Array>, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(lengthBytes);
  let filled = 0;
  for await (const part of parts) {
    // A store that knows no ranges gives more than was asked for.
    if (filled + part.length > lengthBytes) throw new StoreFailure('other');
    bytes.set(part, filled);
    filled += part.length;
  }
  if (filled < lengthBytes) throw new StoreFailure('away');
  return bytes;
}

/** Some stores leave out the quotes in one of their answers. */
function plainTag(etag = ''): string {
  return etag.replace(/^"(.*)"$/, '$1');
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    throw new StoreFailure('other');
  }
}
