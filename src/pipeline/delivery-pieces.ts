import type { Delivery } from './destination.ts';

/** The bytes of a finished file for a Blob, without a copy of its pixels: ranges are slices of the file on disk. */
export function deliveryPieces({ input, file }: Pick<Delivery, 'input' | 'file'>): readonly BlobPart[] {
  return file.parts.map((part) =>
    part.kind === 'bytes'
      ? (part.bytes as Uint8Array<ArrayBuffer>)
      : input.content.blob.slice(part.offsetBytes, part.offsetBytes + part.lengthBytes),
  );
}
