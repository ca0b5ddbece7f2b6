import type { DeflateStretch } from '../archive/deflate-stretch.ts';
import type { InputBytes } from './input-bytes.ts';

/**
 * Where a file's bytes are. `blob` is a reference: it crosses to a worker without being read. For what lies in an archive
 * it is a slice of the archive. A member of a tar is `plain`. Of a gzip file of one file, size and CRC are those that its
 * last member states; of a member of a `tar-gzip` they are known to be true.
 */
export type InputContent =
  | { readonly kind: 'plain'; readonly blob: InputBytes; readonly lastModifiedMs: number }
  | { readonly kind: 'zip-stored'; readonly blob: InputBytes; readonly crc32: number }
  | ({ readonly kind: 'zip-deflated' } & Inflatable)
  | ({ readonly kind: 'gzip' } & Inflatable)
  | ({
      readonly kind: 'tar-gzip';
      readonly stretches: readonly DeflateStretch[];
      readonly skipBytes: number;
    } & Inflatable);

/** What has no byte range: it is inflated each time that it is opened. */
type Inflatable = { readonly blob: InputBytes; readonly inflatedSizeBytes: number; readonly crc32: number };

/** One file added by the user, as it crosses to a worker. `id` is dense and follows the order of adding. */
export type InputFile = { readonly id: number; readonly path: string; readonly content: InputContent };

/** Bytes of the file as DICOM sees it. */
export function sizeBytesOf(content: InputContent): number {
  return 'inflatedSizeBytes' in content ? content.inflatedSizeBytes : content.blob.size;
}
