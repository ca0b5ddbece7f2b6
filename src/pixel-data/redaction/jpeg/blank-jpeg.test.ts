import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JpegPlan, makeJpeg } from '../../../testing/jpeg-file.ts';
import { maskOf } from '../compare-samples.ts';
import type { Rectangle } from '../redaction.ts';
import { blankJpeg } from './blank-jpeg.ts';
import { compareJpeg } from './compare-jpeg.ts';
import { parseJpeg } from './parse-jpeg.ts';
import { eachBlock } from './scan-blocks.ts';

const size = { rows: 37, columns: 51 };
const grey: JpegPlan = { ...size, sampling: [[1, 1]] };
const colour = (h: number, v: number): JpegPlan => ({
  ...size,
  sampling: [
    [h, v],
    [1, 1],
    [1, 1],
  ],
});

/** The plan, the photometric interpretation and the first coefficients of blank blocks, by component. */
const cases: readonly (readonly [string, JpegPlan, string, readonly number[]])[] = [
  ['grey', grey, 'MONOCHROME2', [-64]],
  ['grey, light is low', { ...grey, firstStep: 3 }, 'MONOCHROME1', [339]],
  [
    'grey with factors, which a scan of one component does not have',
    { ...grey, sampling: [[2, 2]] },
    'MONOCHROME2',
    [-64],
  ],
  ['12 bits', { ...grey, precision: 12, categories: 16, firstStep: 7 }, 'MONOCHROME2', [-2341]],
  ['colour, 4:4:4', colour(1, 1), 'YBR_FULL', [-64, 0, 0]],
  ['colour, 4:2:2', colour(2, 1), 'YBR_FULL_422', [-64, 0, 0]],
  ['colour, 4:2:0', colour(2, 2), 'YBR_FULL_422', [-64, 0, 0]],
  ['colour, 4:4:0', colour(1, 2), 'YBR_FULL', [-64, 0, 0]],
  ['red, green, blue', { ...colour(1, 1), ids: [82, 71, 66] }, 'RGB', [-64, -64, -64]],
  ['an Adobe segment that says so', { ...colour(1, 1), adobe: 0 }, 'YBR_FULL', [-64, -64, -64]],
  ['an Adobe segment that says otherwise', { ...colour(1, 1), adobe: 1 }, 'RGB', [-64, 0, 0]],
  ['restart markers', { ...colour(2, 1), restartInterval: 2 }, 'YBR_FULL_422', [-64, 0, 0]],
  ['restart markers that come round', { ...grey, restartInterval: 1 }, 'MONOCHROME2', [-64]],
  ['a table without the categories', { ...grey, categories: 6, firstStep: 1 }, 'MONOCHROME2', [-1024]],
  [
    'colour, a table without the categories',
    { ...colour(2, 2), categories: 7, firstStep: 2 },
    'YBR_FULL_422',
    [-512, 0, 0],
  ],
];

const rectangle: fc.Arbitrary<Rectangle> = fc.record({
  column: fc.nat(50),
  row: fc.nat(36),
  columns: fc.integer({ min: 1, max: 51 }),
  rows: fc.integer({ min: 1, max: 37 }),
});

const clipped = ({ column, row, columns, rows }: Rectangle): Rectangle => ({
  column,
  row,
  columns: Math.min(columns, size.columns - column),
  rows: Math.min(rows, size.rows - row),
});

function blocksOf(bytes: Uint8Array): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  const image = parseJpeg(bytes);
  expect(image && eachBlock(image, (_, __, coefficients) => void blocks.push([...coefficients]))).toBe(true);
  return blocks;
}

describe('blankJpeg', () => {
  it.each(cases)('blanks the blocks that a box touches, and no others: %s', (_, plan, photometric, levels) => {
    fc.assert(
      fc.property(fc.array(rectangle, { maxLength: 2 }), fc.integer({ min: 1, max: 99 }), (some, seed) => {
        const { bytes, blocks, mcu } = makeJpeg({ ...plan, seed });
        expect(blocksOf(bytes)).toEqual(blocks);
        const boxes = some.map(clipped);
        const header = { ...size, photometric };
        const blanked = blankJpeg(bytes, header, boxes)!;
        const components = plan.sampling.flatMap(([h, v], n) => Array(plan.sampling.length === 1 ? 1 : h * v).fill(n));
        const expected = blocks.map((block, at) => {
          const number = Math.floor(at / mcu.blocks);
          const [x, y] = [(number % mcu.across) * mcu.width, Math.floor(number / mcu.across) * mcu.height];
          const isGone = boxes.some(
            (one) =>
              one.column < x + mcu.width &&
              one.column + one.columns > x &&
              one.row < y + mcu.height &&
              one.row + one.rows > y,
          );
          return isGone ? [levels[components[at % mcu.blocks]]!, ...Array(63).fill(0)] : block;
        });
        expect(blocksOf(blanked)).toEqual(expected);
        const areas = [{ frames: 'all', rectangles: boxes }] as const;
        expect(compareJpeg(bytes, blanked, header, maskOf(areas, 0, { ...size, frames: 1 }))).toBe(null);
        if (boxes.length === 0) expect(Buffer.compare(blanked, bytes.subarray(0, blanked.length))).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['progressive', (bytes) => bytes.map((byte, at) => (bytes[at - 1] === 0xff && byte === 0xc0 ? 0xc2 : byte))],
    ['another size', (bytes) => bytes],
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 60)],
    ['no JPEG', () => Uint8Array.of(1, 2, 3, 4)],
    ['nothing', () => new Uint8Array(0)],
  ])('leaves alone what it does not understand: %s', (name, spoil) => {
    const { bytes } = makeJpeg(grey);
    const header = { ...size, rows: name === 'another size' ? 36 : 37, photometric: 'MONOCHROME2' };
    expect(blankJpeg(spoil(bytes), header, [{ column: 0, row: 0, columns: 9, rows: 9 }])).toBe(null);
  });

  it('does not break on damaged data', () => {
    const { bytes } = makeJpeg(colour(2, 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }), (changes) => {
        const spoilt = bytes.slice();
        for (const [at, byte] of changes) spoilt[at] = byte;
        const header = { ...size, photometric: 'YBR_FULL_422' };
        const blanked = blankJpeg(spoilt, header, [{ column: 0, row: 0, columns: 9, rows: 9 }]);
        expect(blanked === null || blanked.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('compareJpeg', () => {
  const { bytes } = makeJpeg(grey);
  const header = { ...size, photometric: 'MONOCHROME2' };
  const boxes = [{ column: 8, row: 8, columns: 8, rows: 8 }];
  const maskFor = (rectangles: readonly Rectangle[]) =>
    maskOf([{ frames: 'all', rectangles }], 0, { ...size, frames: 1 });

  it.each<[string, Uint8Array, readonly Rectangle[], string | null]>([
    ['what is right', blankJpeg(bytes, header, boxes)!, boxes, null],
    ['a block too many', blankJpeg(bytes, header, [{ ...boxes[0]!, columns: 9 }])!, boxes, 'outside-differs'],
    ['a block too few', blankJpeg(bytes, header, boxes)!, [{ ...boxes[0]!, columns: 9 }], 'inside-differs'],
    ['another value', blankJpeg(bytes, { ...header, photometric: 'MONOCHROME1' }, boxes)!, boxes, 'inside-differs'],
    ['another image', makeJpeg({ ...grey, seed: 2 }).bytes, boxes, 'outside-differs'],
    ['other steps', makeJpeg({ ...grey, firstStep: 17 }).bytes, boxes, 'unreadable'],
    ['what is cut short', blankJpeg(bytes, header, boxes)!.subarray(0, 400), boxes, 'unreadable'],
  ])('finds %s', (_, after, rectangles, fault) => {
    expect(compareJpeg(bytes, after, header, maskFor(rectangles))).toBe(fault);
  });
});
