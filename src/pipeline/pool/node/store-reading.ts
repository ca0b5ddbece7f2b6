import { createPatience } from './patience.ts';
import { type AskStore, openStore } from './store-client.ts';
import { StoreFailure } from './store-failure.ts';

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

/** Lists what lies below a place, page by page. */
export async function* listObjects(
  { bucket, prefix }: StorePlace,
  pageSize = 1000,
): AsyncGenerator<readonly StoredObject[]> {
  let token: string | undefined;
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
    yield (page.Contents ?? []).map(({ Key = '', Size = 0, ETag = '', LastModified }) => ({
      key: isEncoded ? decodeURIComponent(Key.replaceAll('+', ' ')) : Key,
      sizeBytes: Size,
      etag: ETag,
      lastModifiedMs: LastModified?.getTime() ?? 0,
    }));
    // A store that says that there is more, and not from where, would be listed for ever, or in part.
    if (page.IsTruncated && !page.NextContinuationToken) throw new StoreFailure('other');
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

/** @returns null where there is none */
export async function findObject(bucket: string, key: string): Promise<StoredObject | null> {
  try {
    const found = await askStore((client, { HeadObjectCommand }) =>
      client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })),
    );
    const { ContentLength = 0, ETag = '', LastModified } = found;
    return { key, sizeBytes: ContentLength, etag: ETag, lastModifiedMs: LastModified?.getTime() ?? 0 };
  } catch (error) {
    if (error instanceof StoreFailure && error.kind === 'not-there') return null;
    throw error;
  }
}

/** Reads a range of the object that was listed, and of no other. @throws StoreFailure when it is not that one any more */
export async function readObject(
  bucket: string,
  { key, etag }: Pick<StoredObject, 'key' | 'etag'>,
  offsetBytes: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return askStore(async (client, { GetObjectCommand }) => {
    const { Body } = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch: etag,
        Range: `bytes=${offsetBytes}-${offsetBytes + lengthBytes - 1}`,
      }),
    );
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    // A store that knows no ranges gives more than was asked for; a connection that broke less.
    if (bytes.length !== lengthBytes) throw new StoreFailure(bytes.length > lengthBytes ? 'other' : 'away');
    return bytes as Uint8Array<ArrayBuffer>;
  });
}
