/**
 * Where a file's bytes are. `blob` is a reference: it crosses to a worker without being read. For zip members it is a
 * slice of the archive.
 */
export type InputContent =
  | { readonly kind: 'plain'; readonly blob: Blob; readonly lastModifiedMs: number }
  | { readonly kind: 'zip-stored'; readonly blob: Blob; readonly crc32: number }
  | { readonly kind: 'zip-deflated'; readonly blob: Blob; readonly inflatedSizeBytes: number; readonly crc32: number };

/** One file added by the user, as it crosses to a worker. `id` is dense and follows the order of adding. */
export type InputFile = { readonly id: number; readonly path: string; readonly content: InputContent };

/** Bytes of the file as DICOM sees it. */
export function sizeBytesOf(content: InputContent): number {
  return content.kind === 'zip-deflated' ? content.inflatedSizeBytes : content.blob.size;
}
