import type { StagedBytes } from '../../dicom/edit.ts';

/**
 * Bytes of known size that are read by range, and cut without being read. Every `Blob` is such bytes, and so is a file by its
 * path (`pool/node/path-bytes.ts`). What is cut from an archive is a member of it, so members need nothing else.
 */
export type InputBytes = {
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`; a negative `start` counts from the end. */
  readonly slice: (start?: number, end?: number) => InputBytes;
  /** Reads all of them. @throws when they cannot be read any more, or the file is not what it was when it was added */
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
  /** Of an object that a server was asked for by its UIDs: no other one is taken for it. */
  readonly askedFor?: AskedFor;
};

export type AskedFor = { readonly studyInstanceUid: string; readonly sopInstanceUid: string };

/** Bytes cannot be read, for a reason that may be shown: it holds no value of a file, no address and no name. */
export class UnreadableBytes extends Error {}

/** A whole file, with the time of its last change. Every `File` is one. */
export type InputFileBytes = InputBytes & { readonly lastModified: number };

/** Fewer bytes than asked for only at the end. @throws as `arrayBuffer` */
export async function readBytes(
  bytes: StagedBytes,
  offsetBytes: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await bytes.slice(offsetBytes, offsetBytes + lengthBytes).arrayBuffer());
}
