import { describe, expect, it } from 'vitest';
import type { Picture } from '../picture.ts';
import { addRows, type RowSample } from './row-samples.ts';

/** Black, with upright bars of 9 pixels in a row: each is a letter as far as the finder can tell. */
function withBars(bars: number, column: number, row: number): Picture {
  const [columns, rows] = [300, 200];
  const rgba = new Uint8ClampedArray(columns * rows * 4);
  for (let down = row; down < row + 9; down++) {
    for (let bar = 0; bar < bars; bar++) {
      const at = (down * columns + column + bar * 8) * 4;
      rgba.fill(255, at, at + 8);
    }
  }
  return { columns, rows, rgba };
}

describe('addRows', () => {
  it('keeps the longest row at each place, with what is around it', () => {
    const samples: RowSample[] = [];
    for (const bars of [8, 12, 10]) addRows(samples, withBars(bars, 60, 50));
    expect(samples).toHaveLength(1);
    const [{ picture, place, row }] = samples as [RowSample];
    expect(row).toMatchObject({ letters: 12, letterPx: 9, runs: 'across', box: { column: 27, row: 27 } });
    expect([place.column, place.row]).toEqual([33, 23]);
    expect([picture.columns, picture.rows]).toEqual([place.columns, place.rows]);
  });

  it('keeps so many of the longest, whatever comes first, and none that are short', () => {
    const samples: RowSample[] = [];
    addRows(samples, withBars(5, 60, 0));
    expect(samples).toEqual([]);
    for (let at = 0; at < 12; at++) addRows(samples, withBars(6 + at, 20, at * 15));
    expect(samples.map(({ row }) => row.letters)).toEqual([17, 16, 15, 14, 13, 12, 11, 10]);
  });
});
