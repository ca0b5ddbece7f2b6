import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JpegPlan, makeJpeg } from '../../../testing/jpeg-file.ts';
import { colourScans, greyScans, makeScans, type ScanPlan } from '../../../testing/scanned-jpeg.ts';
import { maskOf } from '../compare-samples.ts';
import type { Rectangle } from '../redaction.ts';
import { blankJpeg } from './blank-jpeg.ts';
import { compareJpeg } from './compare-jpeg.ts';
import { parseJpeg, processOf } from './parse-jpeg.ts';
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

const alone: readonly ScanPlan[] = [0, 1, 2].map((n) => [[n], 0, 63, 0, 0]);
/** Each coefficient bit by bit, band by band. */
const slow: readonly ScanPlan[] = [
  [[0], 0, 0, 0, 2],
  [[0], 0, 0, 2, 1],
  [[0], 1, 63, 0, 4],
  ...[3, 2, 1].flatMap((low): readonly ScanPlan[] => [
    [[0], 1, 20, low + 1, low],
    [[0], 21, 63, low + 1, low],
  ]),
  [[0], 0, 0, 1, 0],
  [[0], 1, 63, 1, 0],
];
/** Without a bit that comes later, as spectral selection does. */
const bands: readonly ScanPlan[] = [
  [[0, 1, 2], 0, 0, 0, 0],
  ...[0, 1, 2].flatMap((n): readonly ScanPlan[] => [
    [[n], 1, 9, 0, 0],
    [[n], 10, 63, 0, 0],
  ]),
];
const withoutTogether = colourScans.flatMap(([components, ...rest]): readonly ScanPlan[] =>
  components.map((n) => [[n], ...rest]),
);

/** The plan, the photometric interpretation, the first coefficients of blank blocks by component, and the scans if not one. */
type Case = [string, JpegPlan, string, readonly number[], (readonly ScanPlan[])?];
const cases: readonly Case[] = [
  ['progressive, grey', grey, 'MONOCHROME2', [-64], greyScans],
  ['progressive, grey, bit by bit', { ...grey, firstStep: 3 }, 'MONOCHROME1', [339], slow],
  ['progressive, grey with factors', { ...grey, sampling: [[2, 2]] }, 'MONOCHROME2', [-64], greyScans],
  ['progressive, 12 bits', { ...grey, precision: 12, categories: 16, firstStep: 7 }, 'MONOCHROME2', [-2341], greyScans],
  ['progressive, 16 bits a step', { ...grey, hasWideSteps: true }, 'MONOCHROME2', [-64], greyScans],
  ['progressive, 4:4:4', colour(1, 1), 'YBR_FULL', [-64, 0, 0], colourScans],
  ['progressive, 4:2:2', colour(2, 1), 'YBR_FULL_422', [-64, 0, 0], colourScans],
  ['progressive, 4:2:0', colour(2, 2), 'YBR_FULL_422', [-64, 0, 0], colourScans],
  ['progressive, 4:4:0', colour(1, 2), 'YBR_FULL', [-64, 0, 0], colourScans],
  ['progressive, 4:2:0, no component with another', colour(2, 2), 'YBR_FULL', [-64, 0, 0], withoutTogether],
  ['progressive by bands alone', { ...colour(2, 1), adobe: 0 }, 'YBR_FULL', [-64, -64, -64], bands],
  ['progressive, restart markers', { ...colour(2, 2), restartInterval: 3 }, 'YBR_FULL', [-64, 0, 0], colourScans],
  ['a sequential scan a component, 4:4:4', { ...colour(1, 1), ids: [82, 71, 66] }, 'RGB', [-64, -64, -64], alone],
  ['a sequential scan a component, 4:2:0', { ...colour(2, 2), restartInterval: 5 }, 'YBR_FULL', [-64, 0, 0], alone],
  [
    'sequential, a scan of two components',
    { ...colour(2, 1), precision: 12, categories: 16 },
    'YBR_FULL',
    [-1024, 0, 0],
    [
      [[0], 0, 63, 0, 0],
      [[1, 2], 0, 63, 0, 0],
    ],
  ],
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
  it.each<Case>(cases)(
    'blanks the blocks that a box touches, and no others: %s',
    (_, plan, photometric, levels, scans) => {
      fc.assert(
        fc.property(fc.array(rectangle, { maxLength: 2 }), fc.integer({ min: 1, max: 99 }), (some, seed) => {
          const { bytes, blocks, mcu } = scans ? makeScans({ ...plan, seed }, scans) : makeJpeg({ ...plan, seed });
          expect(blocksOf(bytes)).toEqual(blocks);
          const boxes = some.map(clipped);
          const header = { ...size, photometric };
          const blanked = blankJpeg(bytes, header, boxes)!;
          const components = plan.sampling.flatMap(([h, v], n) =>
            Array(plan.sampling.length === 1 ? 1 : h * v).fill(n),
          );
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
          expect(parseJpeg(blanked)!.scans).toBe(null);
          if (scans) expect(processOf(blanked)).toBe(plan.precision === 12 || plan.hasWideSteps ? 0xc1 : 0xc0);
          const areas = [{ frames: 'all', rectangles: boxes }] as const;
          expect(compareJpeg(bytes, blanked, header, maskOf(areas, 0, { ...size, frames: 1 }))).toBe(null);
          if (!scans && boxes.length === 0) expect(Buffer.compare(blanked, bytes.subarray(0, blanked.length))).toBe(0);
        }),
        { numRuns: 25 },
      );
    },
  );

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    [
      'a sequential scan that calls itself progressive',
      (bytes) => bytes.map((byte, at) => (bytes[at - 1] === 0xff && byte === 0xc0 ? 0xc2 : byte)),
    ],
    ['another size', (bytes) => bytes],
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 60)],
    ['no JPEG', () => Uint8Array.of(1, 2, 3, 4)],
    ['nothing', () => new Uint8Array(0)],
  ])('leaves alone what it does not understand: %s', (name, spoil) => {
    const { bytes } = makeJpeg(grey);
    const header = { ...size, rows: name === 'another size' ? 36 : 37, photometric: 'MONOCHROME2' };
    expect(blankJpeg(spoil(bytes), header, [{ column: 0, row: 0, columns: 9, rows: 9 }])).toBe(null);
  });

  it.each<[string, JpegPlan, readonly ScanPlan[]]>([
    ['without the last bit of some coefficients', grey, greyScans.slice(0, -1)],
    ['without some coefficients', grey, greyScans.filter(([, first]) => first < 6)],
    ['a scan twice', grey, [...greyScans, greyScans.at(-1)!]],
    ['a bit before the one above it', grey, [...greyScans.slice(0, 3), greyScans[5]!, greyScans[3]!, greyScans[4]!]],
    ['coefficients before the first one of their block', grey, [greyScans[1]!, greyScans[0]!, ...greyScans.slice(2)]],
    ['a component twice', colour(1, 1), [...alone, alone[1]!]],
    ['no scan of a component', colour(1, 1), alone.slice(0, 2)],
    ['components in another order', colour(1, 1), [alone[0]!, [[2, 1], 0, 63, 0, 0]]],
    ['two components with the same name', { ...colour(1, 1), ids: [1, 2, 2] }, alone],
    ['more blocks in an MCU than one scan takes', colour(3, 4), alone],
    [
      'more scans than are followed',
      colour(1, 1),
      [
        [[0, 1, 2], 0, 0, 0, 0],
        ...[0, 1, 2].flatMap((n) => Array.from({ length: 63 }, (_, at): ScanPlan => [[n], at + 1, at + 1, 0, 0])),
      ],
    ],
  ])('leaves alone scans that do not make up an image: %s', (_, plan, scans) => {
    const { bytes } = makeScans(plan, scans);
    const header = { ...size, photometric: plan.sampling.length === 1 ? 'MONOCHROME2' : 'YBR_FULL' };
    expect(blankJpeg(bytes, header, [{ column: 0, row: 0, columns: 9, rows: 9 }])).toBe(null);
  });

  /** A progressive image with something in front of its second scan, or behind its first. */
  const between = (bytes: Uint8Array, planted: readonly number[]) => {
    const scans = [...bytes.keys()].filter((at) => bytes[at] === 0xff && bytes[at + 1] === 0xda);
    return Uint8Array.from([...bytes.subarray(0, scans[1]), ...planted, ...bytes.subarray(scans[1])]);
  };
  it.each<[string, readonly number[], boolean]>([
    ['a comment', [0xff, 0xfe, 0, 3, 65], true],
    ['bytes of ones in front of a marker', [0xff, 0xff], true],
    ['tables of other steps', [0xff, 0xdb, 0, 67, 0, ...Array(64).fill(1)], false],
    ['the number of lines', [0xff, 0xdc, 0, 4, 0, 37], false],
    ['a second frame', [0xff, 0xc2, 0, 11, 8, 0, 37, 0, 51, 1, 1, 0x11, 0], false],
    ['coded data without a scan', [65, 66, 67], false],
    ['a restart marker without an interval', [0xff, 0xd0], false],
  ])('knows what may be between two scans: %s', (_, planted, isTaken) => {
    const { bytes, blocks } = makeScans(grey, greyScans);
    const blanked = blankJpeg(between(bytes, planted), { ...size, photometric: 'MONOCHROME2' }, []);
    expect(blanked && blocksOf(blanked)).toEqual(isTaken ? blocks : null);
  });

  it('takes no memory and no time for an image that its bytes are too few for', () => {
    const [rows, columns] = [65_535, 65_535];
    const { bytes } = makeScans(grey, greyScans);
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc2);
    const crafted = bytes.slice();
    crafted.set([255, 255, 255, 255], frame + 5);
    expect(parseJpeg(crafted)).toMatchObject({ rows, columns });
    expect(blankJpeg(crafted, { rows, columns, photometric: 'MONOCHROME2' }, [])).toBe(null);
  });

  it('does not follow a run of ends of band past the last block', () => {
    const plan: JpegPlan = { ...grey, rows: 8, columns: 8 };
    const { bytes } = makeScans(plan, greyScans);
    const header = { rows: 8, columns: 8, photometric: 'MONOCHROME2' };
    expect(blankJpeg(bytes, header, [])).not.toBe(null);
    const scans = [...bytes.keys()].filter((at) => bytes[at] === 0xff && bytes[at + 1] === 0xda);
    // The code for a run of 16,384 blocks and more, whose length is 14 bits behind it; then for the run of one.
    const run = (symbol: number, more: readonly number[]) =>
      Uint8Array.from([...bytes.subarray(0, scans[1]! + 10), symbol, ...more, ...bytes.subarray(scans[2]!)]);
    expect(blankJpeg(run(14 * 11, [0, 3]), header, [])).toBe(null);
    expect(blankJpeg(run(0, []), header, [])).not.toBe(null);
  });

  it('does not break on damaged scans', () => {
    for (const [plan, scans, photometric] of [
      [grey, greyScans, 'MONOCHROME2'],
      [colour(2, 1), colourScans, 'YBR_FULL'],
      [colour(2, 2), alone, 'YBR_FULL'],
    ] as const) {
      const { bytes } = makeScans(plan, scans);
      const start = bytes.indexOf(0xda);
      const place = fc.oneof(fc.nat(bytes.length - 1), fc.integer({ min: start, max: bytes.length - 1 }));
      fc.assert(
        fc.property(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
          const spoilt = bytes.slice();
          for (const [at, byte] of changes) spoilt[at] = byte;
          const header = { ...size, photometric };
          const boxes = [{ column: 0, row: 0, columns: 9, rows: 9 }];
          const blanked = blankJpeg(spoilt, header, boxes);
          const mask = maskOf([{ frames: 'all', rectangles: boxes }], 0, { ...size, frames: 1 });
          // What is followed is followed in the same way again.
          if (blanked !== null) expect(compareJpeg(spoilt, blanked, header, mask)).toBe(null);
        }),
        { numRuns: 200 },
      );
    }
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
