import { bytesAt, findElement } from '../../dicom/dataset-access.ts';
import type { Fragments, IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import type { ByteRange, Reading } from '../../dicom/reading.ts';
import { tagOf } from '../../dicom/tag.ts';
import { isCodestreamStart } from '../codestream/codestream-of.ts';
import { createWindow, readAt, type Window } from '../codestream/read-window.ts';
import type { ImagePixel } from './image-pixel.ts';

/** Bytes of one frame as they are in the file, and where in them the frame begins: within the first word. */
export type FrameBytes = { readonly bytes: Uint8Array; readonly bitOffset: number };

/** More than this for one frame is not read: it would have to be whole in memory, and decoded beside it. */
const largestFrameBytes = 512 * 1024 * 1024;
/** A fragment that is looked at for its first bytes only. */
const startBytes = 16;

/**
 * Reads one frame and nothing of the others: native pixels by their offset, encapsulated ones by the offset tables
 * (PS3.5 A.4, PS3.3 C.7.6.3.1.8) where the file has them, else by the fragments that the index has listed.
 * @param frame from 0
 * @returns null when the file has no such frame, or one that is too large to hold
 */
export function* readFrame(dataset: IndexedDataset, pixel: ImagePixel, frame: number): Reading<FrameBytes | null> {
  const start = dataset.elements.valueOffsets[pixel.element] ?? 0;
  const end = start + (dataset.elements.valueLengths[pixel.element] ?? 0);
  const ranges = pixel.isEncapsulated
    ? yield* encapsulatedRanges(dataset, pixel, frame, start, end)
    : [nativeRange(pixel, frame, start, end)];
  const lengthBytes = ranges.reduce((sum, range) => sum + range.lengthBytes, 0);
  if (lengthBytes <= 0 || lengthBytes > largestFrameBytes) return null;
  const pieces: Uint8Array[] = [];
  for (const range of ranges) pieces.push(yield* readRange(dataset, range));
  const bytes = pieces.length === 1 ? pieces[0]! : joinBytes(pieces);
  const before = pixel.isEncapsulated ? 0 : bitsBefore(pixel, frame) - ((ranges[0]?.offsetBytes ?? start) - start) * 8;
  return { bytes, bitOffset: before };
}

/** Inflated data sets are in memory and have no ranges in the file. */
function* readRange(dataset: IndexedDataset, range: ByteRange): Reading<Uint8Array> {
  if (dataset.isInflated) return bytesAt(dataset.segments, range.offsetBytes, range.lengthBytes);
  return (yield range).subarray(0, range.lengthBytes);
}

/** Samples of YBR_FULL_422 that are not compressed: two a pixel instead of three (PS3.3 C.7.6.3.1.2). */
export function storedSamples({ photometric, samplesPerPixel, isEncapsulated }: ImagePixel): number {
  return !isEncapsulated && samplesPerPixel === 3 && photometric.endsWith('_422') ? 2 : samplesPerPixel;
}

function bitsBefore(pixel: ImagePixel, frame: number): number {
  return pixel.rows * pixel.columns * storedSamples(pixel) * pixel.bitsAllocated * frame;
}

/**
 * Frames follow each other without padding, so that one may begin inside a byte or a word (PS3.5 8.1.1). Whole words are
 * read: in big-endian files the last sample of one may lie in its first byte.
 */
function nativeRange(pixel: ImagePixel, frame: number, start: number, end: number): ByteRange {
  const first = Math.floor(bitsBefore(pixel, frame) / 16) * 2;
  const last = Math.ceil(bitsBefore(pixel, frame + 1) / 8);
  const evenLast = Math.min(end - start, Math.ceil(last / 2) * 2);
  return { offsetBytes: start + first, lengthBytes: start + last <= end ? evenLast - first : 0 };
}

function* encapsulatedRanges(
  dataset: IndexedDataset,
  pixel: ImagePixel,
  frame: number,
  start: number,
  end: number,
): Reading<readonly ByteRange[]> {
  const window = createWindow();
  const table = (yield* basicOffsets(window, start, end)) ?? [];
  const extended = extendedOffsets(dataset);
  const offsets = extended.length > frame ? extended : table;
  const tableBytes = 8 + (yield* itemLength(window, start, end));
  const from = offsets[frame];
  if (pixel.frames > 1 && offsets.length >= pixel.frames && from !== undefined) {
    const first = start + tableBytes + from;
    const next = offsets[frame + 1];
    const bound = next === undefined ? end : start + tableBytes + next;
    const found = yield* itemsBetween(window, first, bound, end);
    if (found !== null) return found;
  }
  const fragments = dataset.fragments.get(pixel.element) ?? noFragments;
  return rangesOf(fragments, yield* groupFragments(window, fragments, pixel.frames, end), frame);
}

const noFragments: Fragments = { offsetTable: { offsetBytes: 0, lengthBytes: 0 }, offsets: [], lengths: [] };

/** Item headers between two places; null when no item begins there, so that the table is wrong. */
function* itemsBetween(
  window: Window,
  first: number,
  bound: number,
  end: number,
): Reading<readonly ByteRange[] | null> {
  const ranges: ByteRange[] = [];
  for (let at = first; at + 8 <= Math.min(bound, end); ) {
    const header = yield* readAt(window, at, 8, 4096, end);
    if (header.length < 8 || readUint32(header, 0) !== itemTagBytes) return null;
    const lengthBytes = readUint32(header, 4);
    if (at + 8 + lengthBytes > end) return null;
    if (lengthBytes > 0) ranges.push({ offsetBytes: at + 8, lengthBytes });
    at += 8 + lengthBytes;
  }
  return ranges.length > 0 ? ranges : null;
}

/** (FFFE,E000) as its four bytes read. */
const itemTagBytes = 0xe000fffe;

function* itemLength(window: Window, at: number, end: number): Reading<number> {
  const header = yield* readAt(window, at, 8, 4096, end);
  return header.length < 8 ? 0 : readUint32(header, 4);
}

function* basicOffsets(window: Window, start: number, end: number): Reading<readonly number[] | null> {
  const length = yield* itemLength(window, start, end);
  if (length < 4 || start + 8 + length > end) return null;
  const bytes = yield* readAt(window, start + 8, length, length, end);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, n) => readUint32(bytes, n * 4));
}

/** Extended Offset Table (7FE0,0001), 64 bits an entry. Empty when it was too long to be held. */
function extendedOffsets(dataset: IndexedDataset): readonly number[] {
  const element = findElement(dataset, tagOf(0x7fe0, 0x0001));
  const length = element < 0 ? 0 : (dataset.elements.valueLengths[element] ?? 0);
  if (length < 8 || length > 256 * 1024) return [];
  const bytes = bytesAt(dataset.segments, dataset.elements.valueOffsets[element] ?? 0, length);
  return Array.from(
    { length: Math.floor(length / 8) },
    (_, n) => readUint32(bytes, n * 8) + readUint32(bytes, n * 8 + 4) * 2 ** 32,
  );
}

/** First fragment of each frame. One each where the numbers agree; else a frame begins where a codestream does. */
function* groupFragments(
  window: Window,
  { offsets, lengths }: Fragments,
  frames: number,
  end: number,
): Reading<readonly number[]> {
  if (frames === 1) return [0];
  if (offsets.length <= frames) return offsets.map((_, n) => n);
  const firsts: number[] = [];
  for (const [n, offset] of offsets.entries()) {
    const head = yield* readAt(window, offset, Math.min(startBytes, lengths[n] ?? 0), 4096, end);
    if (n === 0 || isCodestreamStart(head)) firsts.push(n);
  }
  return firsts;
}

function rangesOf({ offsets, lengths }: Fragments, firsts: readonly number[], frame: number): readonly ByteRange[] {
  const first = firsts[frame];
  if (first === undefined) return [];
  const last = firsts[frame + 1] ?? offsets.length;
  return offsets.slice(first, last).map((offsetBytes, n) => ({ offsetBytes, lengthBytes: lengths[first + n] ?? 0 }));
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
