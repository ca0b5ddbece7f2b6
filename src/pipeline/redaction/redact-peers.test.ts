import { describe, expect, it } from 'vitest';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { hasPydicom, judgeByPeers } from '../../testing/peer-judge.ts';
import { blankedFile, box, redactingEngine, seen } from '../../testing/redact.ts';

const size = { rows: 40, columns: 60 };

describe.skipIf(!hasPydicom())('blanked files, read by pydicom', () => {
  it.each<[string, ImageLayout, number]>([
    ['signed', { ...size, stored: 12, isSigned: true, frames: 3 }, -2048],
    ['light is low', { ...size, stored: 10, photometric: 'MONOCHROME1' }, 1023],
    ['big endian', { ...size, transferSyntaxUid: '1.2.840.10008.1.2.2' }, 0],
    ['deflated', { ...size, transferSyntaxUid: '1.2.840.10008.1.2.1.99' }, 0],
    ['colours by plane', { ...size, bits: 8, samples: 3, photometric: 'RGB', isPlanar: true, frames: 2 }, 0],
    ['32 bits', { ...size, bits: 32 }, 0],
    ['one bit', { rows: 16, columns: 24, bits: 1, frames: 2 }, 0],
  ])(
    '%s',
    async (_, layout, darkest) => {
      const { frames = 1, samples = 1, bits = 16, stored = bits, isSigned } = layout;
      const bytes = noise((layout.rows * layout.columns * frames * samples * bits) / 8);
      // Cells hold what their bits stored can say.
      if (stored < 16 && bits === 16) {
        const cells = new Int16Array(bytes.buffer);
        for (let at = 0; at < cells.length; at++) {
          const left = 16 - stored;
          cells[at] = isSigned ? ((cells[at]! << 16) << left) >> (16 + left) : cells[at]! & (2 ** stored - 1);
        }
      }
      const boxes = [
        { column: 0, row: 0, columns: 20, rows: 4 },
        { column: 7, row: 6, columns: 9, rows: 3 },
      ];
      const file = imageFile(layout, bytes);
      const output = await blankedFile(file, seen(box(...boxes)), redactingEngine());
      expect(judgeByPeers(file, output, boxes, null)).toMatchObject({ outside: 0, distinct: 1, darkest });
    },
    120_000,
  );
});
