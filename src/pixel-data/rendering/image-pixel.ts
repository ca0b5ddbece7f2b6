import { findElement, isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import { elementFlag, type IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { numberOf } from '../image-header.ts';

/** What a sample is: whole numbers, or the two kinds of floating point (PS3.3 C.7.6.3, C.7.6.24, C.7.6.25). */
type SampleKind = 'integer' | 'float' | 'double';

/** How the pixels of a data set are laid out. */
export type ImagePixel = {
  /** Index of the element with the pixels. */
  readonly element: number;
  readonly sampleKind: SampleKind;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  /** Upper case; MONOCHROME2 when absent and there is one sample. */
  readonly photometric: string;
  readonly isPlanar: boolean;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  readonly isEncapsulated: boolean;
};

const floatPixelData = tagOf(0x7fe0, 0x0008);
const doubleFloatPixelData = tagOf(0x7fe0, 0x0009);

/** @returns null when there are no pixels on top level, or no rows or columns. */
export function readImagePixel(dataset: IndexedDataset): ImagePixel | null {
  const element = findPixels(dataset);
  const rows = numberOf(dataset, tagOf(0x0028, 0x0010));
  const columns = numberOf(dataset, tagOf(0x0028, 0x0011));
  if (element < 0 || rows <= 0 || columns <= 0) return null;
  const sampleKind = sampleKindOf(dataset.elements.tags[element] ?? 0);
  const bitsAllocated = bitsAllocatedOf(dataset, sampleKind);
  const bitsStored = Math.min(bitsAllocated, numberOf(dataset, tagOf(0x0028, 0x0101)) || bitsAllocated);
  const samplesPerPixel = numberOf(dataset, tagOf(0x0028, 0x0002)) || 1;
  const photometric = readSingleText(dataset, tagOf(0x0028, 0x0004)).trim().toUpperCase();
  return {
    element,
    sampleKind,
    rows,
    columns,
    frames: Math.max(1, numberOf(dataset, tagOf(0x0028, 0x0008))),
    samplesPerPixel,
    photometric: photometric || (samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB'),
    isPlanar: numberOf(dataset, tagOf(0x0028, 0x0006)) === 1,
    bitsAllocated,
    bitsStored,
    highBit: highBitOf(dataset, bitsStored, bitsAllocated),
    isSigned: numberOf(dataset, tagOf(0x0028, 0x0103)) === 1,
    isEncapsulated: ((dataset.elements.flags[element] ?? 0) & elementFlag.encapsulated) !== 0,
  };
}

function findPixels(dataset: IndexedDataset): number {
  const { elements } = dataset;
  for (let at = 0; at < elements.count; at = elements.subtreeEnds[at] ?? elements.count) {
    if (isTopLevelPixelData(dataset, at) && (elements.valueLengths[at] ?? 0) > 0) return at;
  }
  return -1;
}

function sampleKindOf(tag: number): SampleKind {
  if (tag === floatPixelData) return 'float';
  return tag === doubleFloatPixelData ? 'double' : 'integer';
}

function bitsAllocatedOf(dataset: IndexedDataset, kind: SampleKind): number {
  if (kind === 'float') return 32;
  return kind === 'double' ? 64 : numberOf(dataset, tagOf(0x0028, 0x0100)) || 8;
}

/** A high bit that is missing, or that leaves no room below it, is the one below Bits Stored (PS3.5 8.1.1). */
function highBitOf(dataset: IndexedDataset, bitsStored: number, bitsAllocated: number): number {
  const usual = bitsStored - 1;
  if (findElement(dataset, tagOf(0x0028, 0x0102)) < 0) return usual;
  const written = numberOf(dataset, tagOf(0x0028, 0x0102));
  return written >= usual && written < bitsAllocated ? written : usual;
}
