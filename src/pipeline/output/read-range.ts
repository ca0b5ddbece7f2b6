import { blankStretch } from '../../dicom/blanks.ts';
import type { OutputPart, StagedBytes } from '../../dicom/edit.ts';
import type { ByteRange } from '../../dicom/reading.ts';
import { type InputBytes, readBytes } from '../contracts/input-bytes.ts';
import { readSpliced } from './read-spliced.ts';

/** A piece of an output that is still in the input, or in a place of its own. */
export type LeftPart = Exclude<OutputPart, { readonly kind: 'bytes' }>;

/**
 * A stretch of what is not in memory, as it goes out. @param skip where in the part it begins
 * @returns null when the input, or what was made of it, has changed, vanished or is shorter than it was
 */
export async function readRange(
  input: InputBytes | null,
  part: LeftPart,
  skip: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (part.kind === 'staged') return readWhole(part.bytes, { offsetBytes: skip, lengthBytes });
  if (input === null) return null;
  if (part.kind === 'spliced') return readSpliced(part, skip, lengthBytes, (range) => readWhole(input, range));
  const bytes = await readWhole(input, { offsetBytes: part.offsetBytes + skip, lengthBytes });
  if (bytes !== null && part.kind === 'blanked') blankStretch(bytes, skip, part.blanks);
  return bytes;
}

async function readWhole(
  input: StagedBytes,
  { offsetBytes, lengthBytes }: ByteRange,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bytes = await readBytes(input, offsetBytes, lengthBytes);
    return bytes.length === lengthBytes ? bytes : null;
  } catch {
    return null;
  }
}
