import { findElement } from '../dicom/dataset-access.ts';
import type { Edit } from '../dicom/edit.ts';
import type { Fragments, IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { addSplice, appendSplices, createSpliceList, type SplicedPart, splicedPart } from '../dicom/splices.ts';
import type { Tag } from '../dicom/tag.ts';
import type { FrameStarts } from './codestream/frame-pieces.ts';
import { createWindow } from './codestream/read-window.ts';
import { framesOf } from './frame-size.ts';
import {
  basicWraps,
  extendedOffsetTable,
  extendedOffsetTableLengths,
  readBasicTable,
  readNumbers,
  startsOf,
  totalLength,
} from './offset-tables.ts';
import { createShrinkage, type PixelCuts } from './pixel-cuts.ts';

/** Pixel data of which something is cut: the element's value, and the tables of places outside of it. */
export type CutPixels = { readonly part: SplicedPart; readonly edits: readonly Edit[] };

const itemHeaderBytes = 8;

/**
 * The pixel data of a file without what is cut, with its offset tables made for what is left. They were found to be right
 * before anything was cut.
 * @param element of Pixel Data
 * @see PS3.5 A.4, PS3.3 C.7.6.3.1.8
 */
export function* rebuildTables(dataset: IndexedDataset, element: number, cuts: PixelCuts): Reading<CutPixels> {
  const fragments = dataset.fragments.get(element) ?? noFragments;
  const { valueOffsets, valueLengths, endOffsets } = dataset.elements;
  const start = valueOffsets[element] ?? 0;
  const end = start + (valueLengths[element] ?? 0);
  const window = createWindow();
  const numbers = function* (tag: Tag) {
    const read = yield* readNumbers(dataset, window, tag, fragments, end);
    return read === 'stray' ? wrongTable() : read;
  };
  const basic = yield* readBasicTable(window, fragments, end);
  const extended = yield* numbers(extendedOffsetTable);
  const lengths = yield* numbers(extendedOffsetTableLengths);
  const totals = yield* numbers(totalLength);
  const shrinkage = createShrinkage(cuts);
  const basicStarts = startsOf(basic, fragments, basic.length, basicWraps);
  const extendedStarts = startsOf(extended, fragments, extended.length, Number.POSITIVE_INFINITY);
  if (basicStarts === 'stray' || extendedStarts === 'stray') return wrongTable();
  const list = createSpliceList();
  if (basicStarts !== null) {
    const { offsetBytes, lengthBytes } = fragments.offsetTable;
    const bytes = uint32Bytes(placesOf(basicStarts, fragments, shrinkage));
    addSplice(list, { offsetBytes, removedBytes: lengthBytes, bytes });
  }
  appendSplices(list, cuts.list);
  const edits: Edit[] = [];
  const replace = (tag: Tag, values: readonly number[]) => {
    const row = findElement(dataset, tag);
    if (values.length > 0 && row >= 0) edits.push({ kind: 'replace', element: row, value: uint64Bytes(values) });
  };
  if (extendedStarts !== null) replace(extendedOffsetTable, placesOf(extendedStarts, fragments, shrinkage));
  const written = frameLengths(lengths, cuts);
  replace(extendedOffsetTableLengths, written);
  const isSum = totals.length === 1 && totals[0] === sumOf(lengths);
  replace(totalLength, isSum ? [sumOf(written)] : newTotal(totals, fragments, framesOf(dataset) ?? 1, cuts));
  return { part: splicedPart(start, (endOffsets[element] ?? 0) - start, list), edits };
}

/** Nothing is cut where tables are wrong. */
function wrongTable(): never {
  throw new Error('Pixel data with wrong offset tables was to be cut.');
}

const noFragments: Fragments = { offsetTable: { offsetBytes: 0, lengthBytes: 0 }, offsets: [], lengths: [] };

type Shrinkage = (offsetBytes: number) => number;

/** Offsets of the items that frames begin with, from the first one (A.4). */
function placesOf(starts: FrameStarts, { offsets }: Fragments, shrinkage: Shrinkage): readonly number[] {
  const first = (offsets[0] ?? 0) - itemHeaderBytes;
  return starts.map((fragment) => {
    const item = (offsets[fragment] ?? 0) - itemHeaderBytes;
    return item - shrinkage(item) - (first - shrinkage(first));
  });
}

/** Lengths may count the byte that makes them even, or not: those of frames that were cut do not go beyond what is there. */
function frameLengths(stated: readonly number[], { frames, cutBytes, lengthsAfter }: PixelCuts): readonly number[] {
  const lengths = [...stated];
  for (const [n, frame] of frames.entries()) {
    const written = lengthsAfter[n] ?? 0;
    if (frame < lengths.length) lengths[frame] = within(lengths[frame]! - (cutBytes[n] ?? 0), written - 1, written);
  }
  return lengths;
}

/** Of all frames, each with its padding or without; a frame that was cut is one fragment, however many it had. */
function newTotal(
  [stated, ...more]: readonly number[],
  { lengths }: Fragments,
  frames: number,
  cuts: PixelCuts,
): readonly number[] {
  if (stated === undefined || more.length > 0) return [];
  const written = sumOf(lengths) - sumOf(cuts.lengthsBefore) + sumOf(cuts.lengthsAfter);
  return [within(stated - sumOf(cuts.cutBytes), written - frames, written)];
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Encapsulated pixel data is little endian; offsets of 32 bits begin anew where they have to. */
function uint32Bytes(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [n, value] of values.entries()) view.setUint32(4 * n, value % basicWraps, true);
  return bytes;
}

function uint64Bytes(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [n, value] of values.entries()) view.setBigUint64(8 * n, BigInt(value), true);
  return bytes;
}
