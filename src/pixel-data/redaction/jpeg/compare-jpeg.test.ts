import { describe, expect, it } from 'vitest';
import { type JpegPlan, makeJpeg } from '../../../testing/jpeg-file.ts';
import { greyScans, makeScans } from '../../../testing/scanned-jpeg.ts';
import { maskOf } from '../compare-samples.ts';
import type { Rectangle } from '../redaction.ts';
import { blankJpeg } from './blank-jpeg.ts';
import { compareJpeg } from './compare-jpeg.ts';

const size = { rows: 37, columns: 51 };
const grey: JpegPlan = { ...size, sampling: [[1, 1]] };

describe('compareJpeg', () => {
  const { bytes } = makeJpeg(grey);
  const header = { ...size, photometric: 'MONOCHROME2' };
  const boxes = [{ column: 8, row: 8, columns: 8, rows: 8 }];
  const maskFor = (rectangles: readonly Rectangle[]) =>
    maskOf([{ frames: 'all', rectangles }], 0, { ...size, frames: 1 });

  const scanned = makeScans(grey, greyScans).bytes;
  const otherScans = makeScans({ ...grey, seed: 2 }, greyScans).bytes;
  const otherSteps = makeScans({ ...grey, firstStep: 17 }, greyScans).bytes;

  it.each<[string, Uint8Array, readonly Rectangle[], string | null, Uint8Array?]>([
    ['what is right', blankJpeg(bytes, header, boxes)!, boxes, null],
    ['a block too many', blankJpeg(bytes, header, [{ ...boxes[0]!, columns: 9 }])!, boxes, 'outside-differs'],
    ['a block too few', blankJpeg(bytes, header, boxes)!, [{ ...boxes[0]!, columns: 9 }], 'inside-differs'],
    ['another value', blankJpeg(bytes, { ...header, photometric: 'MONOCHROME1' }, boxes)!, boxes, 'inside-differs'],
    ['another image', makeJpeg({ ...grey, seed: 2 }).bytes, boxes, 'outside-differs'],
    ['other steps', makeJpeg({ ...grey, firstStep: 17 }).bytes, boxes, 'unreadable'],
    ['what is cut short', blankJpeg(bytes, header, boxes)!.subarray(0, 400), boxes, 'unreadable'],
    ['what was written of scans', blankJpeg(scanned, header, boxes)!, boxes, null, scanned],
    ['a changed coefficient of scans', blankJpeg(otherScans, header, boxes)!, boxes, 'outside-differs', scanned],
    ['scans that were not blanked', blankJpeg(scanned, header, [])!, boxes, 'inside-differs', scanned],
    ['scans that were not written anew', scanned, [], null, scanned],
    ['other steps of scans', blankJpeg(otherSteps, header, boxes)!, boxes, 'unreadable', scanned],
  ])('finds %s', (_, after, rectangles, fault, before = bytes) => {
    expect(compareJpeg(before, after, header, maskFor(rectangles))).toBe(fault);
  });
});
