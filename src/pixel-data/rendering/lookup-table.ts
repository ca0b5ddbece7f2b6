import { isLittleEndianAt, valueBytes } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readNumbers } from '../../dicom/value-codec.ts';
import { elementIn, itemOf } from './item-access.ts';

/** A table of output values. What lies before `first` takes the first entry, what lies behind the last one the last. */
export type LookupTable = {
  readonly first: number;
  /** Width of the entries; the largest possible one is 2^bits - 1. */
  readonly bits: number;
  readonly entries: ArrayLike<number>;
};

const lutDescriptor = tagOf(0x0028, 0x3002);
const lutData = tagOf(0x0028, 0x3006);

/** The first table of a Modality or VOI LUT Sequence. @see PS3.3 C.11.1.1.1, C.11.2.1.1 */
export function readSequenceTable(
  dataset: IndexedDataset,
  parent: number,
  sequenceTag: Tag,
  isSigned: boolean,
): LookupTable | null {
  const item = itemOf(dataset, elementIn(dataset, parent, sequenceTag), 0);
  if (item < 0) return null;
  return readTable(dataset, elementIn(dataset, item, lutDescriptor), elementIn(dataset, item, lutData), isSigned);
}

/** @param isSigned whether the first mapped value is, as the pixels are; readers cannot tell from the VR alone */
export function readTable(
  dataset: IndexedDataset,
  descriptor: number,
  data: number,
  isSigned: boolean,
): LookupTable | null {
  const shape = readDescriptor(dataset, descriptor, isSigned);
  const bytes = data < 0 ? null : valueBytes(dataset, data);
  if (shape === null || bytes === null) return null;
  const isPacked = bytes.length < shape.count * 2 && bytes.length >= shape.count;
  // Eight-bit entries are two to a word, low byte first in little endian (PS3.3 C.11.1.1.1).
  const entries = isPacked ? bytes.slice(0, shape.count) : wordsOf(bytes, isLittleEndianAt(dataset, data));
  return entries.length === 0 ? null : { first: shape.first, bits: shape.bits, entries };
}

/** Number of entries (0 stands for 65536), first value mapped, bits of an entry. */
export function readDescriptor(dataset: IndexedDataset, element: number, isSigned: boolean) {
  const [count, first, bits] = element < 0 ? [] : readNumbers(dataset, element);
  if (count === undefined || first === undefined || bits === undefined || bits < 1 || bits > 16) return null;
  return { count: count & 0xffff || 65536, first: isSigned ? (first << 16) >> 16 : first & 0xffff, bits };
}

export function wordsOf(bytes: Uint8Array, isLittleEndian: boolean): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, at) => view.getUint16(at * 2, isLittleEndian));
}

export function lookUp({ first, entries }: LookupTable, value: number): number {
  const at = Math.min(entries.length - 1, Math.max(0, Math.floor(value) - first));
  return entries[at] ?? 0;
}
