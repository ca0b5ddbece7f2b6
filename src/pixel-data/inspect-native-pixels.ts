import { bytesAt } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { frameSizeOf } from './frame-size.ts';

/** More than this behind the frames is not read: so much is no padding. */
const longestPaddingBytes = 1024 * 1024;

/**
 * Uncompressed pixel data has exactly as many bytes as rows × columns × samples × frames take. Zeros behind them are
 * padding; anything else is not the image, and fewer bytes than that mean that nobody knows what they are.
 * @see PS3.3 C.7.6.3, PS3.5 8.1.1
 */
export function* inspectNativePixels(
  dataset: IndexedDataset,
  element: number,
): Reading<'behind-frames' | 'fewer-pixels' | 'no-image-size' | null> {
  const size = frameSizeOf(dataset, dataset.elements.tags[element] ?? 0);
  if (size === null) return 'no-image-size';
  const { rows, columns, samples, bitsAllocated, frames } = size;
  const expected = Math.ceil((rows * columns * samples * frames * bitsAllocated) / 8);
  const length = dataset.elements.valueLengths[element] ?? 0;
  if (length < expected) return 'fewer-pixels';
  const excess = length - expected;
  // One byte makes the length even.
  if (excess <= expected % 2) return null;
  if (excess > longestPaddingBytes) return 'behind-frames';
  const offsetBytes = (dataset.elements.valueOffsets[element] ?? 0) + expected;
  const bytes = dataset.isInflated
    ? bytesAt(dataset.segments, offsetBytes, excess)
    : (yield { offsetBytes, lengthBytes: excess }).subarray(0, excess);
  return bytes.every((byte) => byte === 0) ? null : 'behind-frames';
}
