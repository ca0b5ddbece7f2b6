import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexBytes } from '../../testing/build-dataset.ts';
import { hasTool } from '../../testing/has-tool.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { makeLosslessJpeg } from '../../testing/lossless-jpeg.ts';
import { hasPydicom, judgeByPeers } from '../../testing/peer-judge.ts';
import { blankedFile, box, redactingEngine, redactionJob, seen } from '../../testing/redact.ts';
import { produceFile } from '../file/produce-file.ts';

const engine = redactingEngine();
const [rows, columns] = [60, 80];
const boxes = [
  { column: 3, row: 5, columns: 30, rows: 7 },
  { column: 70, row: 50, columns: 10, rows: 10 },
];

describe('boxes in lossless JPEG', () => {
  it('hold a file whose lowest bits are left out, which nothing here follows', async () => {
    const plan = { rows: 8, columns: 8, components: 1, predictor: 1, precision: 8, restartRows: 0, isSparse: false };
    const frame = makeLosslessJpeg(plan, new Uint16Array(64));
    const shifted = frame.map((byte, at) => (at > 3 && frame[at - 11] === 0xff && frame[at - 10] === 0xda ? 1 : byte));
    const layout = { rows: 8, columns: 8, bits: 8, transferSyntaxUid: '1.2.840.10008.1.2.4.70' };
    const one = seen(box({ column: 0, row: 0, columns: 2, rows: 2 }));
    const even = (bytes: Uint8Array) => (bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0]));
    const results = await Promise.all(
      [frame, shifted].map((bytes) =>
        produceFile(redactionJob(imageFile(layout, [new Uint8Array(0), even(bytes)]), one), engine),
      ),
    );
    expect(results.map(({ kind }) => kind)).toEqual(['produced', 'refused']);
  });

  describe.skipIf(!hasPydicom() || !hasTool('dcmcjpeg') || !hasTool('dcmdjpeg') || !hasTool('gdcmconv'))(
    'made by DCMTK, read by DCMTK and GDCM',
    () => {
      const selections = [4, 7];
      it.each<[string, readonly string[], ImageLayout]>([
        ['the usual predictor, signed', ['+e1'], { rows, columns, isSigned: true, frames: 2 }],
        ['12 bits', ['+e1'], { rows, columns, stored: 12 }],
        ['colours', ['+e1', '+cn'], { rows, columns, bits: 8, samples: 3, photometric: 'RGB' }],
        ...selections.map((selection): [string, readonly string[], ImageLayout] => [
          `predictor ${selection}`,
          ['+el', '+sv', `${selection}`],
          { rows, columns, stored: 10, photometric: 'MONOCHROME1' },
        ]),
      ])(
        '%s',
        async (_, options, layout) => {
          const file = compressed(layout, options);
          expect(indexBytes(file).transferSyntax.uid).toMatch(/4\.(57|70)$/);
          const output = await blankedFile(file, seen(box(...boxes)), engine);
          expect(indexBytes(output).transferSyntax.uid).toBe(indexBytes(file).transferSyntax.uid);
          for (const program of [
            ['dcmdjpeg', '+cn', '+px'],
            ['gdcmconv', '--raw'],
          ]) {
            expect(judgeByPeers(file, output, boxes, program)).toMatchObject({ outside: 0, distinct: 1 });
          }
        },
        120_000,
      );
    },
  );
});

function compressed(layout: ImageLayout, options: readonly string[]): Uint8Array {
  const { frames = 1, samples = 1, bits = 16, stored = bits } = layout;
  const bytes = noise((rows * columns * frames * samples * bits) / 8);
  if (bits === 16 && stored < 16) {
    const cells = new Uint16Array(bytes.buffer);
    cells.set(cells.map((cell) => cell & (2 ** stored - 1)));
  }
  const folder = mkdtempSync(join(tmpdir(), 'nescio-lossless-'));
  try {
    const [from, to] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(from, imageFile(layout, bytes));
    execFileSync('dcmcjpeg', [...options, '+un', from, to], { stdio: 'ignore' });
    return new Uint8Array(readFileSync(to));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
