import { isLittleEndianAt, valueBytes } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type LookupTable, readDescriptor, wordsOf } from './lookup-table.ts';

/** Codes of the segments: bytes, or words of 16 bits. */
type Codes = { readonly values: ArrayLike<number>; readonly codeBytes: 1 | 2; readonly mostEntries: number };

/** Segmented Palette Color Lookup Table Data: discrete, linear and indirect segments (PS3.3 C.7.9.2). */
export function readSegmentedTable(
  dataset: IndexedDataset,
  descriptor: number,
  data: number,
  isSigned: boolean,
): LookupTable | null {
  const shape = readDescriptor(dataset, descriptor, isSigned);
  const bytes = data < 0 ? null : valueBytes(dataset, data);
  if (shape === null || bytes === null) return null;
  const values = shape.bits <= 8 ? bytes : wordsOf(bytes, isLittleEndianAt(dataset, data));
  const entries: number[] = [];
  const codes: Codes = { values, codeBytes: shape.bits <= 8 ? 1 : 2, mostEntries: shape.count };
  const isWhole = expand(codes, 0, values.length, true, entries);
  return isWhole && entries.length > 0 ? { first: shape.first, bits: shape.bits, entries } : null;
}

/** @returns false when a segment is of no known kind, or copies a copy */
function expand(codes: Codes, start: number, segments: number, mayCopy: boolean, entries: number[]): boolean {
  const { values, mostEntries } = codes;
  let at = start;
  for (let left = segments; left > 0 && at + 1 < values.length && entries.length < mostEntries; left--) {
    const length = values[at + 1]!;
    switch (values[at]) {
      case 0:
        for (let n = 0; n < length; n++) entries.push(values[at + 2 + n] ?? 0);
        at += 2 + length;
        break;
      case 1:
        addLine(entries, values[at + 2] ?? 0, length);
        at += 3;
        break;
      case 2: {
        if (!mayCopy || !expand(codes, offsetAt(codes, at + 2), length, false, entries)) return false;
        at += 2 + 4 / codes.codeBytes;
        break;
      }
      default:
        return false;
    }
  }
  return true;
}

function addLine(entries: number[], to: number, length: number): void {
  const from = entries.at(-1) ?? 0;
  for (let n = 1; n <= length; n++) entries.push(Math.round(from + ((to - from) * n) / length));
}

/** Where the copied segments begin: a byte offset of 32 bits, least significant code first. */
function offsetAt({ values, codeBytes }: Codes, at: number): number {
  let offsetBytes = 0;
  for (let n = 0; n < 4 / codeBytes; n++) offsetBytes += (values[at + n] ?? 0) * 2 ** (n * 8 * codeBytes);
  return offsetBytes / codeBytes;
}
