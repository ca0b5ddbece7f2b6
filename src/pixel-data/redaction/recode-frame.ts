import { blankStretch } from '../../dicom/blanks.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { decodeRle } from '../rendering/decode-rle.ts';
import type { ImagePixel } from '../rendering/image-pixel.ts';
import { areInFrame } from './blank-rectangles.ts';
import { maskOf, type RedactionFault } from './compare-samples.ts';
import { encodeRle } from './encode-rle.ts';
import { blankJpeg } from './jpeg/blank-jpeg.ts';
import { blankLossless } from './jpeg/blank-lossless.ts';
import { nativeBlanks } from './native-blanks.ts';
import { type PlannedRedaction, writesAllFrames } from './plan-redaction.ts';

/**
 * Makes one compressed frame anew with its rectangles blanked, in the syntax that it was in or, where it was JPEG, one that takes
 * sequential images. A frame without rectangles stays as it is, byte by byte, where its syntax does. @param frame from 0
 */
export function recodeFrame(
  dataset: IndexedDataset,
  redaction: PlannedRedaction,
  frame: number,
  encoded: Uint8Array,
): Uint8Array | RedactionFault {
  const areas = redaction.areas.filter((area) => areInFrame(area, frame) && area.rectangles.length > 0);
  if (areas.length === 0 && !writesAllFrames(redaction)) return encoded;
  if (redaction.method.kind === 'jpeg') {
    const rectangles = areas.flatMap((area) => area.rectangles);
    return blankJpeg(encoded, redaction.pixel, rectangles) ?? 'unsupported';
  }
  if (redaction.method.kind === 'jpeg-lossless') {
    const mask = maskOf(areas, frame, redaction.pixel);
    return blankLossless(encoded, redaction.pixel, mask, redaction.cells) ?? 'unsupported';
  }
  // These are decoded by a codec, which this layer does not have.
  if (redaction.method.kind === 'coded') return 'unsupported';
  const { rows, columns, samplesPerPixel, bitsAllocated } = redaction.pixel;
  const decoded = decodeRle(encoded, rows * columns, samplesPerPixel, bitsAllocated / 8);
  if (decoded === null) return 'unreadable';
  const pixel: ImagePixel = { ...redaction.pixel, frames: 1, isPlanar: false };
  const inFrame = areas.map(({ rectangles }) => ({ frames: 'all', rectangles }) as const);
  const blanks = nativeBlanks(dataset, pixel, inFrame, redaction.cells);
  if (typeof blanks === 'string') return 'unreadable';
  blankStretch(decoded, 0, blanks);
  return encodeRle(decoded, rows, columns, samplesPerPixel, bitsAllocated / 8) ?? 'unreadable';
}
