import type { OutputPart } from '../dicom/edit.ts';
import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';
import { readRange } from '../pipeline/output/read-range.ts';

/** Ranges are copied in windows of this size: memory stays flat whatever the file's size. */
const windowBytes = 4 * 1024 * 1024;

/**
 * Hands the bytes of a file over in order, ranges of the input in windows.
 * @param append takes the bytes; the next window is read when it has settled
 * @returns the number of bytes handed over; `input-unreadable` when the input has changed, vanished or is shorter than it was
 */
export async function copyParts(
  parts: readonly OutputPart[],
  input: InputBytes | null,
  append: (bytes: Uint8Array) => Promise<void>,
): Promise<number | 'input-unreadable'> {
  let sizeBytes = 0;
  const hand = async (bytes: Uint8Array): Promise<void> => {
    sizeBytes += bytes.length;
    await append(bytes);
  };
  for (const part of parts) {
    if (part.kind === 'bytes') {
      await hand(part.bytes);
      continue;
    }
    for (let at = 0; at < part.lengthBytes; at += windowBytes) {
      const bytes = await readRange(input, part, at, Math.min(windowBytes, part.lengthBytes - at));
      if (bytes === null) return 'input-unreadable';
      await hand(bytes);
    }
  }
  return sizeBytes;
}
