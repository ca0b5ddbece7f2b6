import { blankStretch } from '../../dicom/blanks.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import { type InputBytes, readBytes } from '../contracts/input-bytes.ts';

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
  try {
    const bytes = await readBytes(input, part.offsetBytes + skip, lengthBytes);
    if (bytes.length !== lengthBytes) return null;
    if (part.kind === 'blanked') blankStretch(bytes, skip, part.blanks);
    return bytes;
  } catch {
    return null;
  }
}
