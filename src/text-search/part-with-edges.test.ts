import { describe, expect, it } from 'vitest';
import { partWithEdges } from './part-with-edges.ts';
import type { Picture } from './picture.ts';

/** Of one shade, with a rectangle of another. */
function pictureOf(
  ground: number,
  shade: number,
  [left, top, width, height]: readonly [number, number, number, number],
) {
  const [columns, rows] = [300, 200];
  const rgba = new Uint8ClampedArray(columns * rows * 4).fill(ground);
  for (let row = top; row < top + height; row++) {
    rgba.fill(shade, (row * columns + left) * 4, (row * columns + left + width) * 4);
  }
  return { columns, rows, rgba } satisfies Picture;
}

describe('partWithEdges', () => {
  it('holds all that differs from its neighbours, with room around it', () => {
    for (const [ground, shade] of [[0, 255] as const, [255, 0] as const, [100, 108] as const]) {
      expect(partWithEdges(pictureOf(ground, shade, [100, 80, 50, 10]))).toEqual({
        column: 68,
        row: 48,
        columns: 110,
        rows: 70,
      });
    }
  });

  it('sees soft edges, in which no pixel differs much from the next one', () => {
    const picture = pictureOf(0, 0, [0, 0, 1, 1]);
    for (let column = 0; column < 300; column++) {
      const shade = Math.max(0, 60 - 5 * Math.abs(column - 150));
      picture.rgba.fill(shade, (100 * 300 + column) * 4, (100 * 300 + column + 1) * 4);
    }
    const across = { ...picture, rows: 1, rgba: picture.rgba.slice(100 * 300 * 4, 101 * 300 * 4) };
    const part = partWithEdges(across)!;
    expect(part.column).toBeLessThanOrEqual(138 - 20);
    expect(part.column + part.columns).toBeGreaterThanOrEqual(162 + 20);
  });

  it('ends with the picture', () => {
    expect(partWithEdges(pictureOf(0, 255, [0, 0, 1, 1]))).toEqual({ column: 0, row: 0, columns: 26, rows: 26 });
    expect(partWithEdges(pictureOf(0, 255, [299, 199, 1, 1]))).toEqual({
      column: 267,
      row: 167,
      columns: 33,
      rows: 33,
    });
  });

  it('is none where nothing can be read', () => {
    expect(partWithEdges(pictureOf(7, 7, [0, 0, 1, 1]))).toBeNull();
    expect(partWithEdges(pictureOf(100, 107, [100, 80, 50, 10]))).toBeNull();
  });

  it('sees an edge of one colour alone', () => {
    const picture = pictureOf(90, 90, [0, 0, 1, 1]);
    picture.rgba[(50 * 300 + 60) * 4 + 2] = 200;
    expect(partWithEdges(picture)).toMatchObject({ column: 28, row: 18 });
  });
});
