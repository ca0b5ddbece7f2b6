import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, type Picture, quarterTurned } from '../picture.ts';
import { findRows } from './find-rows.ts';

/** Seven lines of five pixels a letter. */
const letterShapes: Readonly<Record<string, readonly string[]>> = {
  D: ['1111 ', '1   1', '1   1', '1   1', '1   1', '1   1', '1111 '],
  O: [' 111 ', '1   1', '1   1', '1   1', '1   1', '1   1', ' 111 '],
  E: ['11111', '1    ', '1    ', '1111 ', '1    ', '1    ', '11111'],
  J: ['    1', '    1', '    1', '    1', '    1', '1   1', ' 111 '],
  N: ['1   1', '11  1', '1 1 1', '1 1 1', '1 1 1', '1  11', '1   1'],
};

function plain(columns: number, rows: number, shade: (at: number) => number): Picture {
  const rgba = new Uint8ClampedArray(columns * rows * 4).fill(255);
  for (let at = 0; at < columns * rows; at++) rgba.fill(shade(at), at * 4, at * 4 + 3);
  return { columns, rows, rgba };
}

/** A ground that is a little uneven, with letters of 7 pixels. @param shade of the letters; the ground is 100 */
function written(text: string, column: number, row: number, shade: number, columns = 200, rows = 60): Picture {
  const picture = plain(columns, rows, (at) => 100 + (Math.imul(at, 2654435761) >>> 30));
  for (const [place, letter] of [...text].entries()) {
    for (const [down, line] of (letterShapes[letter] ?? []).entries()) {
      for (const [across, pixel] of [...line].entries()) {
        const at = (row + down) * columns + column + place * 7 + across;
        if (pixel === '1') picture.rgba.fill(shade, at * 4, at * 4 + 3);
      }
    }
  }
  return picture;
}

const box = (column: number, row: number, columns: number, rows: number): Box => ({ column, row, columns, rows });
const name = 'DOE JOE';
const nameColumns = 6 * 7 + 5;

describe('findRows', () => {
  it.each([
    ['bright letters', 150],
    ['dark letters', 60],
    ['letters of little contrast', 120],
  ])('finds %s of 7 pixels, wherever they stand', (_, shade) => {
    for (const [column, row] of [
      [40, 20],
      [0, 0],
      [200 - nameColumns, 53],
    ] as const) {
      const expected = { box: box(column, row, nameColumns, 7), letterPx: 7, letters: 6, runs: 'across' };
      expect(findRows(written(name, column, row, shade)).rows).toContainEqual(expected);
    }
  });

  it('finds letters that run downwards', () => {
    expect(findRows(quarterTurned(written(name, 40, 20, 200))).rows).toEqual([
      { box: box(60 - 20 - 7, 40, 7, nameColumns), letterPx: 7, letters: 6, runs: 'down' },
    ]);
  });

  it('finds no row in noise, in edges, in wide bars, nor in a few letters', () => {
    const noise = plain(256, 256, (at) => 90 + (Math.imul(at ^ (at >>> 3), 2654435761) >>> 27));
    const steps = plain(256, 256, (at) => (at % 256 < 128 ? 40 : 200));
    const bars = plain(256, 256, (at) => (at % 64 < 20 ? 40 : 200));
    for (const picture of [noise, steps, bars, written('DOE', 40, 20, 200)]) expect(findRows(picture).rows).toEqual([]);
  });

  it('looks for no rows in a raster of far more pieces than a page has letters', () => {
    const raster = (rows: number) =>
      plain(1200, rows, (at) => (at % 6 < 2 && Math.floor(at / 1200) % 7 < 5 ? 250 : 20));
    expect(findRows(raster(70)).rows.length).toBeGreaterThan(0);
    expect(findRows(raster(1190)).rows).toEqual([]);
  });

  it('finds the same twice, and nothing beyond the picture, in a time that its size bounds', () => {
    const shape = fc.record({ columns: fc.integer({ min: 1, max: 90 }), rows: fc.integer({ min: 1, max: 90 }) });
    const grain = fc.record({
      seed: fc.integer(),
      across: fc.integer({ min: 1, max: 9 }),
      down: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(shape, grain, ({ columns, rows }, { seed, across, down }) => {
        const picture = plain(columns, rows, (at) => {
          const cell = Math.floor((at % columns) / across) + 1000 * Math.floor(at / columns / down);
          return Math.imul(cell ^ seed, 2654435761) >>> 24;
        });
        const found = findRows(picture);
        expect(findRows(picture)).toEqual(found);
        expect(found.letters.flat().length).toBeLessThanOrEqual((columns * rows) / 3);
        for (const piece of [...found.letters.flat(), ...found.rows.map((row) => row.box)]) {
          for (const place of Object.values(piece)) expect(Number.isInteger(place) && place >= 0).toBe(true);
          expect(piece.column + piece.columns).toBeLessThanOrEqual(columns);
          expect(piece.row + piece.rows).toBeLessThanOrEqual(rows);
        }
      }),
    );
  });
});
