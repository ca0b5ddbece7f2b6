import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../picture.ts';
import { tileLimits } from '../tiles.ts';
import { closerLooks } from './closer-looks.ts';
import { wholeLine } from './whole-lines.ts';

const box = (column: number, row: number, columns: number, rows: number): Box => ({ column, row, columns, rows });
/** Letters of 8 by 10 pixels, one every 10. */
const word = (column: number, row: number, letters: number) =>
  Array.from({ length: letters }, (_, at) => box(column + at * 10, row, 8, 10));

describe('wholeLine', () => {
  const line = box(100, 50, 60, 16);

  it('goes on at both ends with the letters that stand in the line', () => {
    expect(wholeLine(line, [word(62, 53, 3), word(168, 53, 4)])).toEqual(box(62, 50, 144, 16));
    expect(wholeLine(box(50, 100, 16, 60), [[box(53, 165, 10, 8)]])).toEqual(box(50, 100, 16, 73));
  });

  it('leaves out what is far off, in another line, or no letter', () => {
    for (const other of [box(180, 53, 8, 10), box(162, 40, 8, 10), box(162, 30, 8, 60), box(162, 57, 8, 2)]) {
      expect(wholeLine(line, [[other]])).toEqual(line);
    }
  });

  it('follows a line of noise only so far', () => {
    expect(wholeLine(line, [word(0, 53, 100)]).columns).toBeLessThanOrEqual(60 + 2 * 13 * 16);
  });

  it('goes on over one letter after the other, in whatever order they were found', () => {
    const backwards = word(168, 53, 4).reverse();
    expect(wholeLine(line, [backwards])).toEqual(box(100, 50, 106, 16));
    expect(wholeLine(line, [[...word(62, 53, 3)].sort((one, other) => one.column - other.column)])).toEqual(
      box(62, 50, 98, 16),
    );
  });

  it('goes no further than 12 heights from each end', () => {
    const [before, after] = [box(-110, 53, 18, 10), box(352, 53, 18, 10)];
    const bridge = (from: number, to: number) =>
      Array.from({ length: Math.ceil((to - from) / 10) }, (_, at) => box(from + at * 10, 53, 8, 10));
    const far = wholeLine(line, [bridge(-300, 100), bridge(160, 600)]);
    expect(far.column).toBeGreaterThanOrEqual(100 - 12 * 16 - 10);
    expect(far.column).toBeLessThanOrEqual(before.column + before.columns);
    expect(far.column + far.columns).toBeLessThanOrEqual(160 + 12 * 16 + 10);
    expect(far.column + far.columns).toBeGreaterThanOrEqual(after.column);
  });

  it('bridges a gap of eight tenths of its height, and no wider one', () => {
    const short = box(100, 50, 60, 10);
    expect(wholeLine(short, [[box(168, 51, 6, 8)]])).toEqual(box(100, 50, 74, 10));
    expect(wholeLine(short, [[box(169, 51, 6, 8)]])).toEqual(short);
    expect(wholeLine(short, [[box(86, 51, 6, 8)]])).toEqual(box(86, 50, 74, 10));
    expect(wholeLine(short, [[box(85, 51, 6, 8)]])).toEqual(short);
  });

  it('takes letters from a quarter of its height to a tenth more than it', () => {
    const low = box(100, 50, 60, 20);
    expect(wholeLine(low, [[box(165, 55, 8, 5)]]).columns).toBe(73);
    expect(wholeLine(low, [[box(165, 55, 8, 4)]])).toEqual(low);
    expect(wholeLine(low, [[box(165, 49, 8, 22)]]).columns).toBe(73);
    expect(wholeLine(low, [[box(165, 49, 8, 23)]])).toEqual(low);
  });
});

describe('closerLooks', () => {
  const row = (place: Box, letterPx: number) => ({ box: place, letterPx, letters: 9, runs: 'across' as const });
  const picture = { columns: 2000, rows: 2000 };

  it('enlarges small letters, and joins lines below each other', () => {
    const rows = [row(box(300, 300, 90, 7), 7), row(box(300, 312, 80, 7), 7), row(box(900, 900, 90, 5), 5)];
    const looks = closerLooks(rows, [], picture, tileLimits);
    expect(looks.map(({ scale }) => scale)).toEqual([20 / 7, 4]);
    expect(looks[0]!.part).toEqual(box(286, 286, 118, 47));
  });

  it('leaves out rows that a box of about their height covers, and not those that lie in a large one', () => {
    const open = row(box(300, 300, 90, 7), 7);
    expect(closerLooks([open], [box(296, 296, 100, 15)], picture, tileLimits)).toEqual([]);
    expect(closerLooks([open], [box(296, 296, 60, 15)], picture, tileLimits)).toHaveLength(1);
    expect(closerLooks([open], [box(0, 0, 900, 900)], picture, tileLimits)).toHaveLength(1);
  });

  it('never asks for more pixels than one tile and a half has, nor for a longer side than the detector takes', () => {
    const side = fc.integer({ min: 5, max: 1500 });
    const place = fc.integer({ min: 0, max: 1900 });
    const anyRow = fc
      .record({ column: place, row: place, columns: side, rows: side, letterPx: fc.integer({ min: 5, max: 40 }) })
      .map(({ letterPx, ...where }) => row(where, letterPx));
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
        let pixels = 0;
        for (const { part, scale } of closerLooks(rows, [], picture, tileLimits)) {
          pixels += part.columns * part.rows * scale * scale;
          expect(Math.max(part.columns, part.rows) * scale).toBeLessThanOrEqual(tileLimits.longestPx);
          expect(part.column + part.columns).toBeLessThanOrEqual(picture.columns);
          expect(part.row + part.rows).toBeLessThanOrEqual(picture.rows);
        }
        expect(pixels).toBeLessThan(700_000);
      }),
    );
  });
});
