import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import { cutFrame } from '../../pixel-data/codestream/cut-frame.ts';
import type { Rectangle } from '../../pixel-data/redaction/redaction.ts';
import { readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { indexBytes } from '../../testing/build-dataset.ts';
import { type CodedPlan, codedFile, samplesOfFile } from '../../testing/coded-file.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { testCodecs } from '../../testing/open-corpus-image.ts';
import { hasPydicom, judgeByPeers } from '../../testing/peer-judge.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { produceFile } from '../file/produce-file.ts';
import type { Codecs } from '../image/codecs/create-codecs.ts';

const rows = 24;
const columns = 37;
const engine = redactingEngine();
const uid = (ending: string) => `1.2.840.10008.1.2.${ending}`;

type Case = { readonly plan: CodedPlan; readonly syntax: string; readonly dark: number; readonly photometric: string };
const grey = (syntax: string, changes: Partial<CodedPlan> = {}): CodedPlan => ({ rows, columns, syntax, ...changes });
const signed = { isSigned: true, stored: 12 };
const cases: readonly (readonly [string, Case])[] = [
  ...['4.80', '4.90', '4.201', '4.202'].flatMap((syntax): readonly (readonly [string, Case])[] => [
    [`${syntax}, 8 bits`, { plan: grey(syntax, { bits: 8, frames: 2 }), syntax, dark: 0, photometric: 'MONOCHROME2' }],
    [`${syntax}, 12 of 16 bits`, { plan: grey(syntax, { stored: 12 }), syntax, dark: 0, photometric: 'MONOCHROME2' }],
    [`${syntax}, 16 bits`, { plan: grey(syntax), syntax, dark: 0, photometric: 'MONOCHROME2' }],
    [`${syntax}, signed`, { plan: grey(syntax, signed), syntax, dark: -2048, photometric: 'MONOCHROME2' }],
    [
      `${syntax}, light is low`,
      {
        plan: grey(syntax, { stored: 10, photometric: 'MONOCHROME1' }),
        syntax,
        dark: 1023,
        photometric: 'MONOCHROME1',
      },
    ],
  ]),
  [
    '4.80, colours',
    { plan: grey('4.80', { bits: 8, photometric: 'RGB' }), syntax: '4.80', dark: 0, photometric: 'RGB' },
  ],
  [
    '4.90, colours',
    { plan: grey('4.90', { bits: 8, photometric: 'RGB' }), syntax: '4.90', dark: 0, photometric: 'RGB' },
  ],
  [
    '4.90, transformed colours',
    { plan: grey('4.90', { bits: 8, photometric: 'YBR_RCT' }), syntax: '4.90', dark: 0, photometric: 'YBR_RCT' },
  ],
  [
    '4.201, colours',
    { plan: grey('4.201', { bits: 8, photometric: 'YBR_RCT' }), syntax: '4.201', dark: 0, photometric: 'YBR_RCT' },
  ],
  [
    '4.91, colours',
    { plan: grey('4.91', { bits: 8, photometric: 'YBR_ICT' }), syntax: '4.90', dark: 0, photometric: 'YBR_RCT' },
  ],
  ['4.81', { plan: grey('4.81', { stored: 12 }), syntax: '4.80', dark: 0, photometric: 'MONOCHROME2' }],
  ['4.91', { plan: grey('4.91', signed), syntax: '4.90', dark: -2048, photometric: 'MONOCHROME2' }],
  ['4.203', { plan: grey('4.203', { stored: 12 }), syntax: '4.201', dark: 0, photometric: 'MONOCHROME2' }],
];

const rectangle: fc.Arbitrary<Rectangle> = fc.record({
  column: fc.nat(columns - 1),
  row: fc.nat(rows - 1),
  columns: fc.integer({ min: 1, max: columns }),
  rows: fc.integer({ min: 1, max: rows }),
});

/** One of each kind; `.ci/nightly` compares all cases. */
const comparedByPeers =
  process.env['CODED_PEERS'] === 'all'
    ? /./
    : /^4\.(80.*(signed|colours)|90.*(signed|transformed)|201.*(signed|colours))/;

/** GDCM hands JPEG 2000 to OpenJPEG, which decodes HTJ2K as well, but GDCM does not know the names of its syntaxes. */
function namedJpeg2000(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(uid('4.20'));
  if (at >= 0) copy.write(`${uid('4.90')}\0`, at, 'latin1');
  return copy;
}

const corner = seen(box({ column: 0, row: 0, columns: 2, rows: 2 }));

/** The last sample is another one. */
const spoilt = (bytes: Uint8Array) => bytes.map((byte, at) => (at >= bytes.length - 2 ? byte ^ 1 : byte));

/** A marker segment that no standard knows, before the first tile. */
function withUnknownMarker(bytes: Uint8Array): Uint8Array {
  const tile = Buffer.from(bytes).indexOf(Buffer.of(0xff, 0x90));
  return Uint8Array.from([...bytes.subarray(0, tile), 0xff, 0x6f, 0, 4, 0, 0, ...bytes.subarray(tile)]);
}

const isInside = (rectangles: readonly Rectangle[], row: number, column: number) =>
  rectangles.some(
    (one) => row >= one.row && row < one.row + one.rows && column >= one.column && column < one.column + one.columns,
  );

describe('boxes in JPEG-LS, JPEG 2000 and HTJ2K', () => {
  it.each(cases)(
    'are dark, and everything outside is as it was: %s',
    async (_, { plan, syntax, dark, photometric }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(rectangle, { minLength: 1, maxLength: 3 }), fc.nat(99), async (rectangles, seed) => {
          const file = await codedFile(plan, seed + 1);
          const before = await samplesOfFile(file);
          const output = await blankedFile(file, seen(box(...rectangles)), engine);
          const dataset = indexBytes(output);
          expect(dataset.transferSyntax.uid).toBe(uid(syntax));
          expect(readSingleText(dataset, 0x00280004).trim()).toBe(photometric);
          const [was, is] = [readImagePixel(indexBytes(file))!, readImagePixel(dataset)!];
          expect({ ...is, element: 0, photometric, isEncapsulated: false }).toEqual({
            ...{ ...was, element: 0, photometric, isEncapsulated: false },
          });
          const after = await samplesOfFile(output);
          expect(after.length).toBe(before.length);
          for (const [frame, samples] of after.entries()) {
            const step = samples.length / (rows * columns);
            const expected = before[frame]!.map((sample, at) => {
              const pixel = Math.floor(at / step);
              return isInside(rectangles, Math.floor(pixel / columns), pixel % columns) ? dark : sample;
            });
            expect(samples).toEqual(expected);
          }
        }),
        { numRuns: 2 },
      );
    },
  );

  it('leave frames without boxes as they are, byte by byte but for comments of encoders, and every frame has its place in the table', async () => {
    const file = await codedFile(grey('4.90', { stored: 12, frames: 3 }), 5);
    const areas = { ...box({ column: 0, row: 0, columns: 9, rows: 9 }), frames: [1] };
    const output = await blankedFile(file, seen(areas), engine);
    const [before, after] = [file, output].map((bytes) => {
      const dataset = indexBytes(bytes);
      const { offsets, lengths, offsetTable } = dataset.fragments.get(findElement(dataset, 0x7fe00010))!;
      const frames = offsets.map((offset, n) => bytes.slice(offset, offset + lengths[n]!));
      return { frames, tableBytes: offsetTable.lengthBytes };
    });
    expect(after!.frames.map((frame, n) => Buffer.compare(frame, cutFrame(before!.frames[n]!)) === 0)).toEqual([
      true,
      false,
      true,
    ]);
    expect(after!.tableBytes).toBe(12);
  });

  it('reach samples of all bits that the codestream has, where the header counts fewer', async () => {
    const file = await codedFile(grey('4.90', { stored: 16, statedBits: 12 }), 3);
    const before = await samplesOfFile(file);
    expect(Math.max(...before[0]!)).toBeGreaterThan(4095);
    const output = await blankedFile(file, seen(box({ column: 0, row: 0, columns: columns, rows: 2 })), engine);
    const after = await samplesOfFile(output);
    expect(after[0]!.slice(2 * columns)).toEqual(before[0]!.slice(2 * columns));
    expect(new Set(after[0]!.slice(0, 2 * columns))).toEqual(new Set([0]));
  });

  it('hold a file whose frame cannot be decoded, or is of another size', async () => {
    const other = await codedFile(grey('4.90', { stored: 12, statedRows: rows - 1 }), 3);
    const damaged = await Promise.all(
      ['4.80', '4.201'].map(async (syntax) => {
        const bytes = (await codedFile(grey(syntax, { stored: 12 }), 3)).slice();
        return bytes.fill(0, bytes.length - 900, bytes.length - 10);
      }),
    );
    for (const bytes of [other, ...damaged]) {
      const result = await produceFile(redactionJob(bytes, corner), engine);
      expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
    }
  });

  it('hold images whose decoding no other program has confirmed', async () => {
    const deep = grey('4.80', { stored: 12, photometric: 'RGB' });
    for (const plan of [deep, grey('4.90', { bits: 1 })]) {
      const result = await produceFile(redactionJob(await codedFile(plan, 3), corner), engine);
      expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
    }
  });

  it('hold a frame of JPEG 2000 that OpenJPEG decodes with a warning', async () => {
    const file = await codedFile(grey('4.90', { stored: 12 }), 3);
    const warned: unknown[] = [];
    const decode: Codecs['decode'] = async (codec, frame) => {
      const decoded = await testCodecs.decode(codec, { ...frame, bytes: withUnknownMarker(frame.bytes) });
      warned.push(decoded?.hasWarning);
      return decoded;
    };
    const result = await produceFile(redactionJob(file, corner), { ...engine, codecs: { ...testCodecs, decode } });
    expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
    expect(warned[0]).toBe(true);
  });

  it.each<[string, Partial<Codecs>]>([
    [
      'codes a sample wrongly',
      { encode: (codec, frame) => testCodecs.encode(codec, { ...frame, bytes: spoilt(frame.bytes) }) },
    ],
    ['codes nothing', { encode: async () => null }],
    ['breaks off', { encode: async (codec, frame) => (await testCodecs.encode(codec, frame))!.subarray(0, 60) }],
  ])('are written uncompressed where the encoder %s', async (_, wrong) => {
    for (const plan of [
      grey('4.80', { bits: 8, frames: 2 }),
      grey('4.90', signed),
      grey('4.201', { bits: 8, photometric: 'YBR_RCT' }),
    ]) {
      const file = await codedFile(plan, 3);
      const output = await blankedFile(file, corner, { ...engine, codecs: { ...testCodecs, ...wrong } });
      const dataset = indexBytes(output);
      expect(dataset.transferSyntax.uid).toBe(uid('1'));
      expect(readSingleText(dataset, 0x00280004).trim()).toBe(plan.photometric === undefined ? 'MONOCHROME2' : 'RGB');
      const right = await samplesOfFile(await blankedFile(file, corner, engine));
      expect(await samplesOfFile(output)).toEqual(right);
      // A media directory would say something else of it.
      const described = { ...engine, describesOutputs: true, codecs: { ...testCodecs, ...wrong } };
      const result = await produceFile(redactionJob(file, corner), described);
      expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
    }
  });

  it('are not put out when what is decoded again is not what was decoded', async () => {
    const file = await codedFile(grey('4.90', { stored: 12 }), 3);
    // What is coded, then what is written uncompressed; the calls between them compare.
    const madeFrom = new Set([0, 3]);
    let calls = 0;
    const decode: Codecs['decode'] = async (codec, frame) => {
      const decoded = await testCodecs.decode(codec, frame);
      return decoded && { ...decoded, bytes: madeFrom.has(calls++) ? spoilt(decoded.bytes) : decoded.bytes };
    };
    const result = await produceFile(redactionJob(file, corner), { ...engine, codecs: { ...testCodecs, decode } });
    const outcome = result.kind === 'refused' ? result.outcome : null;
    expect(outcome?.kind === 'held' && outcome.holds[0]?.reason).toMatch(/outside/);
  });

  it.skipIf(!hasPydicom() || !hasTool('gdcmconv') || !hasTool('dcmdjpls'))(
    'are read alike by GDCM, DCMTK and pydicom',
    async () => {
      const boxes = [{ column: 3, row: 2, columns: 20, rows: 5 }];
      const gdcm = ['gdcmconv', '--raw'];
      for (const [name, { plan, syntax }] of cases.filter(([name]) => comparedByPeers.test(name))) {
        const readers = syntax === '4.80' ? [gdcm, ['dcmdjpls']] : syntax === '4.90' ? [gdcm, null] : [gdcm];
        const file = await codedFile(plan, 3);
        const output = await blankedFile(file, seen(box(...boxes)), engine);
        for (const reader of readers) {
          const verdict = judgeByPeers(namedJpeg2000(file), namedJpeg2000(output), boxes, reader);
          expect([name, verdict]).toMatchObject([name, { outside: 0, distinct: 1 }]);
        }
      }
    },
    180_000,
  );
});
