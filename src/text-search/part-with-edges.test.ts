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
        column: 75,
        row: 55,
        columns: 100,
        rows: 60,
      });
    }
  });

  it('ends with the picture', () => {
    expect(partWithEdges(pictureOf(0, 255, [0, 0, 1, 1]))).toEqual({ column: 0, row: 0, columns: 26, rows: 26 });
    expect(partWithEdges(pictureOf(0, 255, [299, 199, 1, 1]))).toEqual({
      column: 274,
      row: 174,
      columns: 26,
      rows: 26,
    });
  });

  it('is none where nothing can be read', () => {
    expect(partWithEdges(pictureOf(7, 7, [0, 0, 1, 1]))).toBeNull();
    expect(partWithEdges(pictureOf(100, 107, [100, 80, 50, 10]))).toBeNull();
  });

  it('sees an edge of one colour alone', () => {
    const picture = pictureOf(90, 90, [0, 0, 1, 1]);
    picture.rgba[(50 * 300 + 60) * 4 + 2] = 200;
    expect(partWithEdges(picture)).toMatchObject({ column: 35, row: 25 });
  });
});
