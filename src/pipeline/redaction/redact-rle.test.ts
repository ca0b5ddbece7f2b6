import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readFromMemory } from '../../dicom/reading.ts';
import { encodeRle } from '../../pixel-data/redaction/encode-rle.ts';
import type { Rectangle } from '../../pixel-data/redaction/redaction.ts';
import { decodeRle } from '../../pixel-data/rendering/decode-rle.ts';
import { readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import { indexBytes } from '../../testing/build-dataset.ts';
import { fullStaging } from '../../testing/full-staging.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { type ImageLayout, imageFile, noise, picture } from '../../testing/image-file.ts';
import { hasPydicom, judgeByPeers } from '../../testing/peer-judge.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { hashParts } from '../output/hash-parts.ts';
import { createFolderStaging } from '../pool/node/folder-staging.ts';

const folder = temporaryFolder();
const engine = redactingEngine();
const rleUid = '1.2.840.10008.1.2.5';

/** Every byte a literal of its own or in hundreds: how no writer of ours would do it (PS3.5 G.3). */
function literally(samples: Uint8Array, pixels: number, samplesPerPixel: number, width: number): Uint8Array {
  const count = samplesPerPixel * width;
  const segments = Array.from({ length: count }, (_, segment) => {
    const place = Math.floor(segment / width) * width + width - 1 - (segment % width);
    const bytes = Array.from({ length: pixels }, (_, pixel) => samples[pixel * count + place]!);
    const packed: number[] = [];
    for (let at = 0; at < bytes.length; at += 100) {
      const part = bytes.slice(at, at + 100);
      packed.push(part.length - 1, ...part);
    }
    return packed.length % 2 === 0 ? packed : [...packed, 0];
  });
  const header = new Uint32Array(16);
  header[0] = count;
  let offset = 64;
  for (const [n, segment] of segments.entries()) {
    header[n + 1] = offset;
    offset += segment.length;
  }
  return Uint8Array.from([...new Uint8Array(header.buffer), ...segments.flat()]);
}

/** 81 MB that cannot be packed. */
function largeFile(): Uint8Array {
  const layout: ImageLayout = { rows: 3000, columns: 3000, bits: 8, frames: 9, transferSyntaxUid: rleUid };
  const frame = encodeRle(noise(9_000_000, 3), 3000, 3000, 1, 1)!;
  return imageFile(layout, [new Uint8Array(0), ...Array.from({ length: 9 }, () => frame)]);
}

const rows = 12;
const columns = 150;
type Case = { readonly layout: ImageLayout; readonly dark: readonly number[] };
const cases: readonly (readonly [string, Case])[] = [
  ['8 bits', { layout: { rows, columns, bits: 8, frames: 3 }, dark: [0] }],
  ['16 bits signed', { layout: { rows, columns, isSigned: true, frames: 2 }, dark: [0, 0x80] }],
  ['RGB', { layout: { rows, columns, bits: 8, samples: 3, photometric: 'RGB' }, dark: [0, 0, 0] }],
  [
    'YBR',
    { layout: { rows, columns, bits: 8, samples: 3, photometric: 'YBR_FULL', isPlanar: true }, dark: [0, 128, 128] },
  ],
  ['32 bits', { layout: { rows, columns, bits: 32 }, dark: [0, 0, 0, 0] }],
];

function rleFile(
  layout: ImageLayout,
  seed: number,
): { readonly file: Uint8Array; readonly frames: readonly Uint8Array[] } {
  const { samples = 1, bits = 16, frames = 1 } = layout;
  const frameBytes = layout.rows * layout.columns * samples * (bits / 8);
  const plain = Array.from({ length: frames }, (_, n) => picture(frameBytes, seed + n));
  const encoded = plain.map((frame) => literally(frame, layout.rows * layout.columns, samples, bits / 8));
  return { file: imageFile({ ...layout, transferSyntaxUid: rleUid }, [new Uint8Array(0), ...encoded]), frames: plain };
}

function framesOf(
  file: Uint8Array,
  { samples = 1, bits = 16, frames = 1, ...size }: ImageLayout,
): readonly Uint8Array[] {
  const dataset = indexBytes(file);
  const pixel = readImagePixel(dataset)!;
  return Array.from({ length: frames }, (_, frame) => {
    const { bytes } = readFromMemory(readFrame(dataset, pixel, frame), file)!;
    return decodeRle(bytes, size.rows * size.columns, samples, bits / 8)!;
  });
}

const rectangle: fc.Arbitrary<Rectangle> = fc.record({
  column: fc.nat(columns - 1),
  row: fc.nat(rows - 1),
  columns: fc.integer({ min: 1, max: columns }),
  rows: fc.integer({ min: 1, max: rows }),
});

describe('boxes in RLE', () => {
  it.each(cases)('are dark, and everything outside is as it was: %s', async (_, { layout, dark }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(rectangle, { minLength: 1, maxLength: 3 }), fc.nat(99), async (rectangles, seed) => {
        const { file, frames } = rleFile(layout, seed + 1);
        const output = await blankedFile(file, seen(box(...rectangles)), engine);
        for (const [n, frame] of framesOf(output, layout).entries()) {
          const expected = frames[n]!.slice();
          for (let pixel = 0; pixel < rows * columns; pixel++) {
            const [row, column] = [Math.floor(pixel / columns), pixel % columns];
            const isGone = rectangles.some(
              (one) =>
                row >= one.row && row < one.row + one.rows && column >= one.column && column < one.column + one.columns,
            );
            if (isGone) expected.set(dark, pixel * dark.length);
          }
          expect(Buffer.compare(frame, expected)).toBe(0);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('are blanked in more than 64 MB as in less, with what is made put away until it is written', async () => {
    const job = redactionJob(
      largeFile(),
      seen({ ...box({ column: 0, row: 0, columns: 900, rows: 90 }), frames: [1, 8] }),
    );
    // The forecast does not come to its end, and holds nothing back for it.
    expect(await deidentifyFile(job, engine)).toMatchObject({ kind: 'deidentified' });
    const staged = await produceFile(job, { ...engine, staging: createFolderStaging(folder) });
    const inMemory = await produceFile(job, engine);
    if (staged.kind !== 'produced' || inMemory.kind !== 'produced') throw new Error('Refused.');
    expect(staged.parts.map(({ kind }) => kind)).toContain('staged');
    expect(inMemory.parts.map(({ kind }) => kind)).not.toContain('staged');
    expect(await hashParts(staged.parts, new Blob([]))).toBe(await hashParts(inMemory.parts, new Blob([])));
    expect(staged.sizeBytes).toBe(inMemory.sizeBytes);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('hold the file where what is made finds no room, and say how to go on', async () => {
    const job = redactionJob(largeFile(), seen(box({ column: 0, row: 0, columns: 9, rows: 9 })));
    const result = await produceFile(job, { ...engine, staging: fullStaging });
    expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
    expect(JSON.stringify(result)).toMatch(/no room to keep its frames.+decompress it first/);
  });

  it('leave frames without boxes as they are, byte by byte, and every frame has its place in the table', async () => {
    const { layout } = cases[0]![1];
    const { file } = rleFile(layout, 5);
    const areas = { ...box({ column: 0, row: 0, columns: 9, rows: 9 }), frames: [1] };
    const output = await blankedFile(file, seen(areas), engine);
    const [before, after] = [file, output].map((bytes) => {
      const dataset = indexBytes(bytes);
      return { dataset, bytes, fragments: dataset.fragments.get(findElement(dataset, 0x7fe00010))! };
    });
    const fragment = ({ bytes, fragments }: NonNullable<typeof before>, n: number) =>
      bytes.slice(fragments.offsets[n]!, fragments.offsets[n]! + fragments.lengths[n]!);
    expect(fragment(after!, 0)).toEqual(fragment(before!, 0));
    expect(fragment(after!, 1)).not.toEqual(fragment(before!, 1));
    expect(fragment(after!, 2)).toEqual(fragment(before!, 2));
    expect(after!.fragments.offsetTable.lengthBytes).toBe(12);
    expect(after!.dataset.transferSyntax.uid).toBe(rleUid);
  });

  it('hold a file whose frame cannot be decoded', async () => {
    const layout: ImageLayout = { rows, columns, bits: 8, transferSyntaxUid: rleUid };
    const frame = literally(picture(rows * columns, 1), rows * columns, 1, 1).slice(0, -700);
    const result = await produceFile(
      redactionJob(
        imageFile(layout, [new Uint8Array(0), frame]),
        seen(box({ column: 0, row: 0, columns: 2, rows: 2 })),
      ),
      engine,
    );
    expect(result).toMatchObject({ kind: 'refused', outcome: { kind: 'held' } });
  });

  it.skipIf(!hasPydicom() || !hasTool('gdcmconv') || !hasTool('dcmdrle'))(
    'are read alike by pydicom, GDCM and DCMTK',
    async () => {
      const boxes = [{ column: 3, row: 2, columns: 60, rows: 5 }];
      for (const [, { layout }] of cases.slice(0, 3)) {
        const { file } = rleFile(layout, 3);
        const output = await blankedFile(file, seen(box(...boxes)), engine);
        for (const program of [null, ['gdcmconv', '--raw'], ['dcmdrle']]) {
          expect(judgeByPeers(file, output, boxes, program)).toMatchObject({ outside: 0, distinct: 1 });
        }
      }
    },
    120_000,
  );
});
