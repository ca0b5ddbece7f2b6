import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { Rectangle, RedactedArea } from '../../pixel-data/redaction/redaction.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';

const engine = redactingEngine();

const pixelsOf = (file: Uint8Array): Uint8Array => {
  const dataset = indexBytes(file);
  const element = findElement(dataset, 0x7fe00010);
  const { valueOffsets, valueLengths } = dataset.elements;
  const bytes = dataset.isInflated ? dataset.segments[0]!.bytes : file;
  const start = valueOffsets[element]! - (dataset.isInflated ? dataset.segments[0]!.offsetBytes : 0);
  return bytes.slice(start, start + valueLengths[element]!);
};

/** Big and little ends, planes, pairs: how the bytes of a sample are found, written anew for these tests. */
type Expected = { readonly layout: ImageLayout; readonly dark: readonly number[]; readonly isBig?: boolean };

const rows = 9;
const columns = 12;
const layouts: readonly (readonly [string, Expected])[] = [
  ['16 bits', { layout: { rows, columns }, dark: [0] }],
  ['16 bits signed', { layout: { rows, columns, isSigned: true }, dark: [0x8000] }],
  ['12 bits signed', { layout: { rows, columns, stored: 12, isSigned: true }, dark: [0xf800] }],
  ['12 bits, light is low', { layout: { rows, columns, stored: 12, photometric: 'MONOCHROME1' }, dark: [0x0fff] }],
  ['8 bits', { layout: { rows, columns, bits: 8 }, dark: [0] }],
  ['8 bits, frames of odd length', { layout: { rows, columns: 11, bits: 8, frames: 3 }, dark: [0] }],
  ['32 bits signed', { layout: { rows, columns, bits: 32, isSigned: true }, dark: [0x80000000] }],
  ['RGB', { layout: { rows, columns, bits: 8, samples: 3, photometric: 'RGB' }, dark: [0, 0, 0] }],
  [
    'YBR by plane',
    {
      layout: { rows, columns, bits: 8, samples: 3, photometric: 'YBR_FULL', isPlanar: true, frames: 2 },
      dark: [0, 128, 128],
    },
  ],
  ['implicit VR', { layout: { rows, columns, frames: 2, transferSyntaxUid: '1.2.840.10008.1.2' }, dark: [0] }],
  [
    'big endian',
    {
      layout: { rows, columns, stored: 12, isSigned: true, transferSyntaxUid: '1.2.840.10008.1.2.2' },
      dark: [0xf800],
      isBig: true,
    },
  ],
  ['deflated', { layout: { rows, columns, frames: 2, transferSyntaxUid: '1.2.840.10008.1.2.1.99' }, dark: [0] }],
];

const rectangle = (most: Rectangle): fc.Arbitrary<Rectangle> =>
  fc.record({
    column: fc.nat(most.columns - 1),
    row: fc.nat(most.rows - 1),
    columns: fc.integer({ min: 1, max: most.columns }),
    rows: fc.integer({ min: 1, max: most.rows }),
  });

const isIn = (column: number, row: number) => (one: Rectangle) =>
  column >= one.column && column < one.column + one.columns && row >= one.row && row < one.row + one.rows;

/** Sample by sample, from the two values of Pixel Data alone. */
function judge(before: Uint8Array, after: Uint8Array, { layout, dark, isBig }: Expected, goes: Goes): string[] {
  const { bits = 16 } = layout;
  const width = bits / 8;
  const valueAt = (bytes: Uint8Array, place: number) => {
    let value = 0;
    for (let n = 0; n < width; n++) value = value * 256 + bytes[place + (isBig ? n : width - 1 - n)]!;
    return value;
  };
  const wrong: string[] = [];
  let end = 0;
  for (const { frame, row, column, sample, at } of places(layout)) {
    const place = at * width;
    const isGone = goes(frame, row, column);
    const expected = isGone ? dark[sample]! : valueAt(before, place);
    if (valueAt(after, place) !== expected) wrong.push(`${isGone ? 'inside' : 'outside'} ${frame} ${row} ${column}`);
    end = Math.max(end, place + width);
  }
  if (Buffer.compare(before.subarray(end), after.subarray(end)) !== 0) wrong.push('behind the frames');
  return wrong;
}

/** Where each sample is, counted in samples. */
function places({ samples = 1, frames = 1, isPlanar, ...size }: ImageLayout) {
  const pixels = size.rows * size.columns;
  return Array.from({ length: frames * pixels * samples }, (_, n) => {
    const frame = Math.floor(n / (pixels * samples));
    const [pixel, sample] = [Math.floor(n / samples) % pixels, n % samples];
    const inFrame = isPlanar ? sample * pixels + pixel : pixel * samples + sample;
    const at = frame * pixels * samples + inFrame;
    return { frame, row: Math.floor(pixel / size.columns), column: pixel % size.columns, sample, at };
  });
}

type Goes = (frame: number, row: number, column: number) => boolean;

const sizeOf = ({ frames = 1, bits = 16, samples = 1, ...layout }: ImageLayout) =>
  Math.ceil((layout.rows * layout.columns * frames * samples * bits) / 16) * 2;

describe('boxes in uncompressed pixels', () => {
  it.each(layouts)('are dark, and everything outside is as it was: %s', async (_, expected) => {
    const { layout } = expected;
    const { frames = 1 } = layout;
    const some = fc.array(rectangle({ column: 0, row: 0, ...layout }), { minLength: 1, maxLength: 3 });
    const chosen = fc.constantFrom<RedactedArea['frames']>('all', [frames - 1]);
    await fc.assert(
      fc.asyncProperty(some, chosen, fc.nat(1000), async (rectangles, inFrames, seed) => {
        const file = imageFile(layout, evenNoise(sizeOf(layout), seed, layout));
        const output = await blankedFile(file, seen({ kind: 'blank', frames: inFrames, rectangles }), engine);
        const goes: Goes = (frame, row, column) =>
          (inFrames === 'all' || inFrames.includes(frame)) && rectangles.some(isIn(column, row));
        expect(judge(pixelsOf(file), pixelsOf(output), expected, goes)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('keep regions: everything outside of all of them goes', async () => {
    const [, expected] = layouts[0]!;
    const some = fc.array(rectangle({ column: 0, row: 0, rows, columns }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(some, async (rectangles) => {
        const isAll = [...Array(rows * columns).keys()].every((at) =>
          rectangles.some(isIn(at % columns, Math.floor(at / columns))),
        );
        fc.pre(!isAll);
        const file = imageFile(expected.layout, noise(sizeOf(expected.layout)));
        const output = await blankedFile(file, seen({ kind: 'keep', frames: 'all', rectangles }), engine);
        const goes: Goes = (_, row, column) => !rectangles.some(isIn(column, row));
        expect(judge(pixelsOf(file), pixelsOf(output), expected, goes)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('one bit a pixel, frames that begin inside a byte', async () => {
    const layout: ImageLayout = { rows: 5, columns: 7, frames: 3, bits: 1, stored: 1 };
    const file = imageFile(
      layout,
      noise(14).map((byte, n) => (n === 13 ? byte & 1 : byte)),
    );
    const output = await blankedFile(file, seen(box({ column: 2, row: 1, columns: 3, rows: 2 })), engine);
    const bit = (bytes: Uint8Array, at: number) => (bytes[at >> 3]! >> (at & 7)) & 1;
    const [before, after] = [pixelsOf(file), pixelsOf(output)];
    for (let at = 0; at < 112; at++) {
      const [row, column] = [Math.floor((at % 35) / 7), at % 7];
      const isGone = at < 105 && row >= 1 && row < 3 && column >= 2 && column < 5;
      expect(bit(after, at)).toBe(isGone ? 0 : bit(before, at));
    }
  });

  it('two pixels that share their colour go together', async () => {
    const layout: ImageLayout = { rows: 2, columns: 6, bits: 8, samples: 3, photometric: 'YBR_FULL_422' };
    const file = imageFile(layout, noise(24));
    const after = pixelsOf(await blankedFile(file, seen(box({ column: 3, row: 1, columns: 1, rows: 1 })), engine));
    const expected = pixelsOf(file);
    expected.set([0, 0, 128, 128], 16);
    expect(after).toEqual(expected);
    const odd = imageFile({ ...layout, columns: 5 }, noise(20));
    expect(
      await deidentifyFile(redactionJob(odd, seen(box({ column: 0, row: 0, columns: 1, rows: 1 }))), engine),
    ).toMatchObject({
      kind: 'held',
    });
  });

  it('the darkest colour of a palette', async () => {
    const table = (channel: number, entries: readonly number[]): readonly ElementDescription[] => [
      { tag: 0x00281101 + channel, vr: 'US', values: [4, 0, 8] },
      { tag: 0x00281201 + channel, vr: 'OW', bytes: Uint8Array.from(entries) },
    ];
    const extra = [table(0, [90, 5, 200, 80]), table(1, [0, 9, 0, 0]), table(2, [0, 3, 255, 0])].flat();
    const file = imageFile(
      { rows: 2, columns: 2, bits: 8, photometric: 'PALETTE COLOR', extra },
      Uint8Array.of(3, 3, 2, 0),
    );
    const output = await blankedFile(file, seen(box({ column: 0, row: 0, columns: 1, rows: 2 })), engine);
    expect([...pixelsOf(output)]).toEqual([1, 3, 1, 0]);
  });

  it('large files pass in windows, and frames that no box names as they are', async () => {
    const layout: ImageLayout = { rows: 600, columns: 700, frames: 8 };
    const file = imageFile(layout, noise(sizeOf(layout)));
    const job = redactionJob(file, seen({ ...box({ column: 5, row: 590, columns: 650, rows: 30 }), frames: [1, 7] }));
    const result = await produceFile(job, engine);
    if (result.kind !== 'produced') throw new Error('refused');
    expect(result.parts.map(({ kind }) => kind)).toEqual(['bytes', 'blanked']);
    const goes: Goes = (frame, row, column) =>
      (frame === 1 || frame === 7) && row >= 590 && column >= 5 && column < 655;
    const after = pixelsOf(assembleOutput(result.parts, file));
    expect(judge(pixelsOf(file), after, { layout, dark: [0] }, goes)).toEqual([]);
  });
});

/** Eight-bit frames of an odd total are followed by one byte of padding. */
function evenNoise(length: number, seed: number, { rows: height, columns: width, frames = 1, bits }: ImageLayout) {
  const bytes = noise(length, seed);
  return bits === 8 && height * width * frames < length ? bytes.map((byte, n) => (n === length - 1 ? 0 : byte)) : bytes;
}

describe('boxes that cannot be blanked hold the file', () => {
  const one = box({ column: 0, row: 0, columns: 1, rows: 1 });
  it.each<[string, ImageLayout, RedactedArea]>([
    ['outside of the image', { rows, columns }, box({ column: columns, row: 0, columns: 1, rows: 1 })],
    ['in no frame', { rows, columns }, { ...one, frames: [1] }],
    ['without extent', { rows, columns }, box({ column: 0, row: 0, columns: 0, rows: 1 })],
    ['of fractions', { rows, columns }, box({ column: 0.5, row: 0, columns: 1, rows: 1 })],
    ['none', { rows, columns }, box()],
    [
      'everything kept',
      { rows, columns },
      { kind: 'keep', frames: 'all', rectangles: [{ column: 0, row: 0, rows, columns }] },
    ],
    ['cyan, magenta, yellow', { rows, columns, bits: 8, samples: 4, photometric: 'CMYK' }, one],
    ['a palette that is not there', { rows, columns, bits: 8, photometric: 'PALETTE COLOR' }, one],
    ['packed in 12 bits', { rows, columns, bits: 12 }, one],
  ])('%s', async (_, layout, area) => {
    const outcome = await deidentifyFile(redactionJob(imageFile(layout, noise(sizeOf(layout))), seen(area)), engine);
    expect(outcome).toMatchObject({ kind: 'held' });
    const holds = outcome.kind === 'held' ? outcome.holds : [];
    expect(holds).toContainEqual(expect.objectContaining({ kind: 'pixels', isReleasable: false }));
  });

  it('compressed pixels', async () => {
    const layout: ImageLayout = { rows: 4, columns: 3, transferSyntaxUid: '1.2.840.10008.1.2.4.90' };
    const file = imageFile(layout, [new Uint8Array(0), noise(20)]);
    expect(await deidentifyFile(redactionJob(file, seen(one)), engine)).toMatchObject({ kind: 'held' });
  });
});
