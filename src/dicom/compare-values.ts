import { segmentIndexAt } from './dataset-access.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';

/**
 * Have two elements the same value? Where one of them stays in its file only the lengths are compared. Views are made of
 * neither: this is asked of every element of a file.
 */
export function haveEqualValues(one: IndexedDataset, i: number, other: IndexedDataset, j: number): boolean {
  const length = one.elements.valueLengths[i]!;
  if (length !== other.elements.valueLengths[j]) return false;
  const isOutside = ((one.elements.flags[i]! | other.elements.flags[j]!) & elementFlag.outside) !== 0;
  if (isOutside || length === 0) return true;
  const here = segmentAt(one, i, length);
  const there = segmentAt(other, j, length);
  const start = one.elements.valueOffsets[i]! - here.offsetBytes;
  const shift = other.elements.valueOffsets[j]! - there.offsetBytes - start;
  for (let at = start; at < start + length; at++) if (here.bytes[at] !== there.bytes[at + shift]) return false;
  return true;
}

function segmentAt({ segments, elements }: IndexedDataset, element: number, lengthBytes: number) {
  const offsetBytes = elements.valueOffsets[element]!;
  const segment = segments[segmentIndexAt(segments, offsetBytes)];
  const at = segment ? offsetBytes - segment.offsetBytes : -1;
  if (!segment || at < 0 || at + lengthBytes > segment.bytes.length) {
    throw new Error(`The index does not cover ${lengthBytes} bytes at ${offsetBytes}.`);
  }
  return segment;
}
