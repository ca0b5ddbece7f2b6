import { failedAs } from '../../pipeline/pool/node/store-failure.ts';
import { askStore, findObject, type StorePlace } from '../../pipeline/pool/node/store-reading.ts';

/** What is put at once; larger objects go in parts of at least this size. S3 takes none below 5 MB. */
export const partBytes = 8 * 1024 * 1024;
/** S3 takes 10,000 parts of an object. */
const mostParts = 9_000;

/** Where a run may not replace what another one has put. Not all stores know it. */
type Condition = 'always' | 'if-new';

/** Puts an object at once: it is there when it is whole. @returns false where one is there already under `if-new` */
export async function putObject(
  bucket: string,
  key: string,
  bytes: Uint8Array,
  condition: Condition,
): Promise<boolean> {
  const object = { Bucket: bucket, Key: key, Body: bytes, ContentType: dicom };
  return putUnder(condition, bucket, key, (headers) =>
    askStore((client, { PutObjectCommand }) => client.send(new PutObjectCommand({ ...object, ...headers }))),
  );
}

/** An object in parts: nobody sees any of it before `complete`. */
export type PartsUpload = {
  readonly partBytes: number;
  readonly put: (bytes: Uint8Array) => Promise<void>;
  /** @returns false where an object is there already; then the parts are gone */
  readonly complete: () => Promise<boolean>;
  readonly abort: () => Promise<void>;
};

export async function beginParts(
  bucket: string,
  key: string,
  sizeBytes: number,
  condition: Condition,
): Promise<PartsUpload> {
  const { UploadId } = await askStore((client, { CreateMultipartUploadCommand }) =>
    client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: dicom })),
  );
  const upload = { Bucket: bucket, Key: key, UploadId };
  const parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
  const abort = () => abortUpload(bucket, key, UploadId);
  return {
    partBytes: Math.max(partBytes, Math.ceil(sizeBytes / mostParts)),
    put: async (bytes) => {
      const PartNumber = parts.length + 1;
      const { ETag } = await askStore((client, { UploadPartCommand }) =>
        client.send(new UploadPartCommand({ ...upload, PartNumber, Body: bytes })),
      );
      parts.push({ PartNumber, ETag });
    },
    complete: async () => {
      const whole = { ...upload, MultipartUpload: { Parts: parts } };
      try {
        const isNew = await putUnder(condition, bucket, key, (headers) =>
          askStore((client, { CompleteMultipartUploadCommand }) =>
            client.send(new CompleteMultipartUploadCommand({ ...whole, ...headers })),
          ),
        );
        if (!isNew) await abort();
        return isNew;
      } catch (error) {
        // Asked again after an answer that was lost, a store does not know the upload any more, and has the object.
        if (failedAs('not-there', error) && (await findObject(bucket, key)) !== null) return false;
        throw error;
      }
    },
    abort,
  };
}

/**
 * Takes away what a run that was killed has begun below a prefix and not ended.
 * @param paths below the prefix, of the outputs of this run: uploads of others stay
 */
export async function abortLeftUploads({ bucket, prefix }: StorePlace, paths: ReadonlySet<string>): Promise<void> {
  let from: { readonly KeyMarker?: string; readonly UploadIdMarker?: string } = {};
  for (;;) {
    const page = await askStore((client, { ListMultipartUploadsCommand }) =>
      client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...from })),
    );
    for (const { Key = '', UploadId } of page.Uploads ?? []) {
      // A store that knows no prefix lists the whole bucket.
      const isOwn = Key.startsWith(prefix) && paths.has(Key.slice(prefix.length));
      if (isOwn) await abortUpload(bucket, Key, UploadId);
    }
    const { NextKeyMarker: KeyMarker = '', NextUploadIdMarker: UploadIdMarker = '' } = page;
    const isFurther = KeyMarker !== from.KeyMarker || UploadIdMarker !== from.UploadIdMarker;
    if (!page.IsTruncated || KeyMarker === '' || !isFurther) return;
    from = { KeyMarker, UploadIdMarker };
  }
}

async function abortUpload(bucket: string, key: string | undefined, uploadId: string | undefined): Promise<void> {
  try {
    await askStore((client, { AbortMultipartUploadCommand }) =>
      client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })),
    );
  } catch (error) {
    // Gone already.
    if (!failedAs('not-there', error)) throw error;
  }
}

/** @returns false where an object is there already under `if-new` */
async function putUnder(
  condition: Condition,
  bucket: string,
  key: string,
  put: (headers: { readonly IfNoneMatch?: '*' }) => Promise<unknown>,
): Promise<boolean> {
  if (condition === 'always') {
    await put({});
    return true;
  }
  // Asked first: not all stores know the condition. Between two shards that put at the same moment, `merge` sees that they differ.
  if ((await findObject(bucket, key)) !== null) return false;
  try {
    await put({ IfNoneMatch: '*' });
  } catch (error) {
    if (failedAs('changed', error)) return false;
    if (!failedAs('not-known', error)) throw error;
    await put({});
  }
  return true;
}

const dicom = 'application/dicom';
