import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { tagOf } from '../dicom/tag.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { numberOf } from './image-header.ts';

/** More than this behind the frames is not read: so much is no padding. */
const longestPaddingBytes = 1024 * 1024;

/**
 * Bytes of uncompressed pixel data beyond rows × columns × samples × frames: zeros are padding, anything else is not the
 * image.
 * @see PS3.3 C.7.6.3, PS3.5 8.1.1
 */
export function* inspectNativePixels(dataset: IndexedDataset, element: number): Reading<'behind-frames' | null> {
  const expected = expectedBytes(dataset, dataset.elements.tags[element] ?? 0);
  const length = dataset.elements.valueLengths[element] ?? 0;
  const excess = length - expected;
  // One byte makes the length even. Without rows and columns nothing can be said.
  if (expected === 0 || excess <= expected % 2) return null;
  if (excess > longestPaddingBytes || dataset.isInflated) return 'behind-frames';
  const offsetBytes = (dataset.elements.valueOffsets[element] ?? 0) + expected;
  const bytes = (yield { offsetBytes, lengthBytes: excess }).subarray(0, excess);
  return bytes.every((byte) => byte === 0) ? null : 'behind-frames';
}

const floatPixelData = tagOf(0x7fe0, 0x0008);
const doubleFloatPixelData = tagOf(0x7fe0, 0x0009);

function expectedBytes(dataset: IndexedDataset, tag: number): number {
  const rows = numberOf(dataset, tagOf(0x0028, 0x0010));
  const columns = numberOf(dataset, tagOf(0x0028, 0x0011));
  const frames = Math.max(1, numberOf(dataset, tagOf(0x0028, 0x0008)));
  const bits =
    tag === floatPixelData ? 32 : tag === doubleFloatPixelData ? 64 : numberOf(dataset, tagOf(0x0028, 0x0100));
  return Math.ceil((rows * columns * samplesOf(dataset) * frames * bits) / 8);
}

/** Two pixels of YBR_FULL_422 share their colour: two samples each instead of three (PS3.3 C.7.6.3.1.2). */
function samplesOf(dataset: IndexedDataset): number {
  const samples = numberOf(dataset, tagOf(0x0028, 0x0002)) || 1;
  const photometric = readSingleText(dataset, tagOf(0x0028, 0x0004)).trim();
  return samples === 3 && photometric.endsWith('_422') ? 2 : samples;
}
