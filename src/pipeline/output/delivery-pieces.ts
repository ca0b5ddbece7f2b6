import type { Delivery } from '../contracts/destination.ts';
import type { InputBytes } from '../contracts/input-bytes.ts';
import { type LeftPart, readRange } from './read-range.ts';

const windowBytes = 4 * 1024 * 1024;

/**
 * The bytes of a finished file for a Blob, without a copy of its pixels: ranges are slices of the file on disk. Read are
 * pixels of which some are written over, those that are staged, as they are removed when the file was handed over, and ranges of
 * a file that is known by its path alone.
 * @returns null when they cannot be read any more
 */
export async function deliveryPieces({
  input,
  file,
}: Pick<Delivery, 'input' | 'file'>): Promise<readonly BlobPart[] | null> {
  const { blob } = input.content;
  const pieces: BlobPart[] = [];
  for (const part of file.parts) {
    if (part.kind === 'bytes') pieces.push(part.bytes as Uint8Array<ArrayBuffer>);
    else if (part.kind === 'range' && blob instanceof Blob)
      pieces.push(blob.slice(part.offsetBytes, part.offsetBytes + part.lengthBytes));
    else if (!(await addRead(pieces, blob, part))) return null;
  }
  return pieces;
}

/** Window by window: a Blob keeps what it is made of outside of this page's memory. */
async function addRead(pieces: BlobPart[], blob: InputBytes, part: LeftPart): Promise<boolean> {
  for (let at = 0; at < part.lengthBytes; at += windowBytes) {
    const bytes = await readRange(blob, part, at, Math.min(windowBytes, part.lengthBytes - at));
    if (bytes === null) return false;
    pieces.push(new Blob([bytes]));
  }
  return true;
}
