import { isLittleEndianAt } from '../../dicom/dataset-access.ts';
import { areEqualBytes } from '../../dicom/equal-bytes.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { cutFrame } from '../codestream/cut-frame.ts';
import { nativeSamples } from '../rendering/compose-frame.ts';
import { decodeRle } from '../rendering/decode-rle.ts';
import type { ImagePixel } from '../rendering/image-pixel.ts';
import { type FrameBytes, storedSamples } from '../rendering/read-frame.ts';
import type { Samples } from '../rendering/unpack-samples.ts';
import { areInFrame } from './blank-rectangles.ts';
import { compareSamples, maskOf, type RedactionFault } from './compare-samples.ts';
import { compareLossless } from './jpeg/blank-lossless.ts';
import { compareJpeg } from './jpeg/compare-jpeg.ts';
import { type PlannedRedaction, writesAllFrames } from './plan-redaction.ts';

/** One frame of a file as it is stored, and the header that says how. */
export type StoredFrame = {
  readonly dataset: IndexedDataset;
  readonly pixel: ImagePixel;
  readonly bytes: FrameBytes;
};

/** Is a frame what it was, but for the segments that are cut out of it? */
export function areStoredAlike(before: StoredFrame, after: StoredFrame): boolean {
  return areEqualBytes(cutFrame(before.bytes.bytes), after.bytes.bytes);
}

type CompareFrame = (frame: number, before: StoredFrame, after: StoredFrame) => RedactionFault | null;

/** Compares frame by frame what was with what is. Most files have the same rectangles in all frames, and one mask does. */
export function createFrameComparison(redaction: PlannedRedaction): CompareFrame {
  const { pixel, areas, cells, order, method } = redaction;
  const areKept = method.kind !== 'in-place' && !writesAllFrames(redaction);
  let mask = { key: '', bytes: new Uint8Array(0) as Uint8Array };
  return (frame, before, after) => {
    const key = areas.map((area) => (areInFrame(area, frame) ? '1' : '0')).join('');
    // What is stored alike is alike, and has not to be decoded.
    if (!key.includes('1') && areKept) {
      return areStoredAlike(before, after) ? null : 'outside-differs';
    }
    if (mask.key !== key) mask = { key, bytes: maskOf(areas, frame, pixel) };
    // Headers are compared byte by byte, and segments that no decoder needs are out of what was made.
    if (method.kind === 'jpeg') return compareJpeg(cutFrame(before.bytes.bytes), after.bytes.bytes, pixel, mask.bytes);
    if (method.kind === 'jpeg-lossless') {
      return compareLossless(before.bytes.bytes, after.bytes.bytes, pixel, mask.bytes, cells);
    }
    const raw = method.kind === 'in-place' ? rawSamples(before, after, cells) : null;
    if (raw !== null) return compareSamples(raw.before, raw.after, mask.bytes, raw.cells, order);
    const [was, is] = [samplesOf(before, method), samplesOf(after, method)];
    return was === null || is === null ? 'unreadable' : compareSamples(was, is, mask.bytes, cells, order);
  };
}

function samplesOf({ dataset, pixel, bytes }: StoredFrame, method: PlannedRedaction['method']): Samples | null {
  if (method.kind === 'in-place') return nativeSamples(dataset, pixel, bytes)?.cells ?? null;
  const { rows, columns, samplesPerPixel, bitsAllocated } = pixel;
  const decoded = decodeRle(bytes.bytes, rows * columns, samplesPerPixel, bitsAllocated / 8);
  return decoded && (nativeSamples(dataset, pixel, { bytes: decoded, bitOffset: 0 })?.cells ?? null);
}

/**
 * Samples of 8 and 16 bits as they stand in the bytes, whatever their byte order: alike is alike in either.
 * @returns null where they have to be unpacked
 */
function rawSamples(before: StoredFrame, after: StoredFrame, cells: readonly number[]) {
  const { bitsAllocated } = before.pixel;
  if (bitsAllocated === 8) {
    const isPlain = isLittleEndianAt(before.dataset, before.pixel.element);
    const [was, is] = [evenStart(before), evenStart(after)];
    return isPlain && was && is ? { before: was, after: is, cells } : null;
  }
  if (bitsAllocated !== 16) return null;
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const bigEnds = cells.map((cell) => ((cell & 0xff) << 8) | (cell >> 8));
  const isLittleEndian = isLittleEndianAt(before.dataset, before.pixel.element);
  return was && is ? { before: was, after: is, cells: isLittleEndian ? cells : bigEnds } : null;
}

function evenStart({ pixel, bytes: { bytes, bitOffset } }: StoredFrame): Uint8Array | null {
  const start = bitOffset / 8;
  const length = pixel.rows * pixel.columns * storedSamples(pixel);
  return start + length <= bytes.length ? bytes.subarray(start, start + length) : null;
}

/** Frames of words begin with one. Those of a file may lie at an odd place, and are copied then. */
function wordsOf({ pixel, bytes: { bytes, bitOffset } }: StoredFrame): Uint16Array | null {
  const length = pixel.rows * pixel.columns * storedSamples(pixel);
  if (bitOffset !== 0 || bytes.length < 2 * length) return null;
  const even = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(even.buffer, even.byteOffset, length);
}
