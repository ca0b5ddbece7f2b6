import type { Samples } from '../rendering/unpack-samples.ts';
import { areInFrame, type BlankRectangles, type ImageSize } from './blank-rectangles.ts';

/** Which samples belong to which pixels: side by side, plane after plane, or four for two pixels. */
export type SampleOrder = 'by-pixel' | 'by-plane' | 'by-two-pixels';

/** What is wrong with a blanked frame; `unsupported` and `too-large` that it could not be blanked. */
export type RedactionFault = 'outside-differs' | 'inside-differs' | 'unreadable' | 'unsupported' | 'too-large';

/** One byte a pixel, 1 where it goes; drawn from the rectangles alone, so that it knows nothing of how they were blanked. */
export function maskOf(areas: readonly BlankRectangles[], frame: number, { rows, columns }: ImageSize): Uint8Array {
  const mask = new Uint8Array(rows * columns);
  for (const area of areas) {
    if (!areInFrame(area, frame)) continue;
    for (const one of area.rectangles) {
      for (let row = one.row; row < one.row + one.rows; row++) {
        mask.fill(1, row * columns + one.column, row * columns + one.column + one.columns);
      }
    }
  }
  return mask;
}

/**
 * Compares a frame with what it was: every sample outside of the mask is the same, every one inside has the value that it
 * was to have.
 */
export function compareSamples(
  before: Samples,
  after: Samples,
  mask: Uint8Array,
  expected: readonly number[],
  order: SampleOrder,
): RedactionFault | null {
  const perUnit = expected.length;
  const pixels = mask.length;
  const pixelsPerUnit = order === 'by-two-pixels' ? 2 : 1;
  if (before.length !== (pixels / pixelsPerUnit) * perUnit || after.length !== before.length) return 'unreadable';
  for (let channel = 0; channel < perUnit; channel++) {
    const value = expected[channel]!;
    const start = order === 'by-plane' ? channel * pixels : channel;
    const step = order === 'by-plane' ? 1 : perUnit;
    for (let pixel = 0, at = start; pixel < pixels; pixel += pixelsPerUnit, at += step) {
      if (mask[pixel] === 1) {
        if (after[at] !== value) return 'inside-differs';
      } else if (after[at] !== before[at]) return 'outside-differs';
    }
  }
  return null;
}
