import { blankStretch } from '../../dicom/blanks.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import type { ByteRange } from '../../dicom/reading.ts';
import { type InputBytes, readBytes } from '../contracts/input-bytes.ts';
import { readSpliced } from './read-spliced.ts';

/** A piece of an output that is still in the input. */
export type LeftPart = Exclude<OutputPart, { readonly kind: 'bytes' }>;

/**
 * A stretch of what is still in the input, as it goes out. @param skip where in the part it begins
 * @returns null when the input has changed, vanished or is shorter than it was
 */
export async function readRange(
  input: InputBytes | null,
  part: LeftPart,
  skip: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (input === null) return null;
  if (part.kind === 'spliced') return readSpliced(part, skip, lengthBytes, (range) => readWhole(input, range));
  const bytes = await readWhole(input, { offsetBytes: part.offsetBytes + skip, lengthBytes });
  if (bytes !== null && part.kind === 'blanked') blankStretch(bytes, skip, part.blanks);
  return bytes;
}

async function readWhole(
  input: InputBytes,
  { offsetBytes, lengthBytes }: ByteRange,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bytes = await readBytes(input, offsetBytes, lengthBytes);
    return bytes.length === lengthBytes ? bytes : null;
  } catch {
    return null;
  }
}
