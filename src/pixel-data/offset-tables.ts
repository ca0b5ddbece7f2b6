import { bytesAt } from '../dicom/dataset-access.ts';
import { elementFlag, type Fragments, type IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { type Tag, tagOf } from '../dicom/tag.ts';
import type { FrameStarts } from './codestream/frame-pieces.ts';
import { readAt, type Window } from './codestream/read-window.ts';

/** Extended Offset Table, its lengths, and the total length of the codestreams (PS3.3 C.7.6.3). */
export const extendedOffsetTable = tagOf(0x7fe0, 0x0001);
export const extendedOffsetTableLengths = tagOf(0x7fe0, 0x0002);
export const totalLength = tagOf(0x7fe0, 0x0003);

const extendedTags: ReadonlySet<Tag> = new Set([extendedOffsetTable, extendedOffsetTableLengths, totalLength]);

/** The fragments that frames begin with; null without a table, `stray` for a table that holds anything else. */
export type StatedFrames = FrameStarts | null | 'stray';

/** Does the data set have a table of offsets outside the pixel data? Without fragments it has no use. */
export function hasOffsetTable({ elements: { count, tags, subtreeEnds, valueLengths } }: IndexedDataset): boolean {
  for (let at = 0; at < count; at = subtreeEnds[at] ?? count) {
    if (extendedTags.has(tags[at] ?? 0) && valueLengths[at] !== 0) return true;
  }
  return false;
}

/**
 * Reads the offset tables of encapsulated pixel data. An entry is good for nothing but the place of a frame: as many
 * entries as frames, each at the item of a fragment, ascending from the first.
 * @see PS3.5 A.4, PS3.3 C.7.6.3.1.8
 */
export function* readOffsetTables(
  dataset: IndexedDataset,
  window: Window,
  fragments: Fragments,
  frames: number,
  endBytes: number,
): Reading<StatedFrames> {
  const { lengthBytes } = fragments.offsetTable;
  const extended = yield* readNumbers(dataset, window, extendedOffsetTable, fragments, endBytes);
  const lengths = yield* readNumbers(dataset, window, extendedOffsetTableLengths, fragments, endBytes);
  const total = yield* readNumbers(dataset, window, totalLength, fragments, endBytes);
  if (extended === 'stray' || lengths === 'stray' || total === 'stray') return 'stray';
  // No frame is without a fragment, so that no table is longer than this, whatever Number of Frames says.
  const most = Math.min(frames, fragments.offsets.length);
  if (lengthBytes % 4 !== 0 || lengthBytes > 4 * most) return 'stray';
  const table = yield* readBasicTable(window, fragments, endBytes);
  const basic = startsOf(table, fragments, frames, basicWraps);
  if (basic === 'stray') return 'stray';
  const starts = startsOf(extended, fragments, frames, Number.POSITIVE_INFINITY) ?? basic;
  if (starts === 'stray' || !areLengths(lengths, fragments, starts)) return 'stray';
  return isTotal(total, fragments) ? starts : 'stray';
}

/** The Basic Offset Table as it stands; empty without one. */
export function* readBasicTable(window: Window, fragments: Fragments, endBytes: number): Reading<readonly number[]> {
  const { offsetBytes, lengthBytes } = fragments.offsetTable;
  return lengthBytes === 0 ? [] : uint32s(yield* readAt(window, offsetBytes, lengthBytes, 0, endBytes));
}

/** The number of the fragment at each offset. @param wraps where offsets begin anew: those of 32 bits may have to */
export function startsOf(
  entries: readonly number[],
  { offsets }: Fragments,
  frames: number,
  wraps: number,
): FrameStarts | 'stray' | null {
  if (entries.length === 0) return null;
  if (entries.length !== frames) return 'stray';
  const first = (offsets[0] ?? 0) - itemHeaderBytes;
  const starts: number[] = [];
  let fragment = 0;
  for (const entry of entries) {
    while (fragment < offsets.length && ((offsets[fragment] ?? 0) - itemHeaderBytes - first) % wraps !== entry)
      fragment++;
    if (fragment === offsets.length) return 'stray';
    starts.push(fragment++);
  }
  return starts[0] === 0 ? starts : 'stray';
}

/** One length a frame, with or without the byte that makes it even. */
function areLengths(stated: readonly number[], { offsets, lengths }: Fragments, starts: FrameStarts | null): boolean {
  if (stated.length === 0) return true;
  if (starts === null || stated.length !== starts.length) return false;
  return stated.every((length, frame) => {
    let sum = 0;
    for (let n = starts[frame] ?? 0; n < (starts[frame + 1] ?? offsets.length); n++) sum += lengths[n] ?? 0;
    return length === sum || length === sum - 1;
  });
}

/** The sum of all codestreams, each with or without its padding. */
function isTotal([stated, ...more]: readonly number[], { lengths }: Fragments): boolean {
  if (stated === undefined) return true;
  const sum = lengths.reduce((all, length) => all + length, 0);
  return more.length === 0 && stated <= sum && stated >= sum - lengths.length;
}

/** Numbers of 64 bits in a top-level element, wherever it is; none without it. */
export function* readNumbers(
  dataset: IndexedDataset,
  window: Window,
  tag: Tag,
  { offsets }: Fragments,
  endBytes: number,
): Reading<readonly number[] | 'stray'> {
  const { count, tags, flags, subtreeEnds, valueOffsets, valueLengths } = dataset.elements;
  let found: readonly number[] = [];
  for (let at = 0; at < count; at = subtreeEnds[at] ?? count) {
    if (tags[at] !== tag || valueLengths[at] === 0) continue;
    const lengthBytes = valueLengths[at] ?? 0;
    if (found.length > 0 || lengthBytes % 8 !== 0 || lengthBytes > 8 * Math.max(1, offsets.length)) return 'stray';
    const offsetBytes = valueOffsets[at] ?? 0;
    const isOutside = ((flags[at] ?? 0) & elementFlag.outside) !== 0;
    const bytes = isOutside
      ? yield* readAt(window, offsetBytes, lengthBytes, 0, endBytes)
      : bytesAt(dataset.segments, offsetBytes, lengthBytes);
    found = uint64s(bytes);
  }
  return found;
}

function uint32s(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length >> 2 }, (_, n) => view.getUint32(4 * n, true));
}

/** Encapsulated pixel data is little endian. Numbers over 2⁵³ are offsets in no file. */
function uint64s(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length >> 3 }, (_, n) => Number(view.getBigUint64(8 * n, true)));
}

const itemHeaderBytes = 8;
/** Offsets of 32 bits begin anew behind this. */
export const basicWraps = 2 ** 32;
