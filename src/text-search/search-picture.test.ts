import { describe, expect, it } from 'vitest';
import type { Planes } from './detector-input.ts';
import { headerTerms } from './header-terms.ts';
import type { Picture } from './picture.ts';
import { searchPicture, type TextEngine, tileLimits } from './search-picture.ts';

const nobody = headerTerms({ names: [], ids: [], dates: [] });

/** Black, with white rectangles. */
function pictureWith(columns: number, rows: number, ...boxes: readonly (readonly [number, number, number, number])[]) {
  const rgba = new Uint8ClampedArray(columns * rows * 4);
  for (const [left, top, width, height] of boxes) {
    for (let row = top; row < top + height; row++) {
      rgba.fill(255, (row * columns + left) * 4, (row * columns + left + width) * 4);
    }
  }
  return { columns, rows, rgba } satisfies Picture;
}

/** Takes everything white for text, as the models would, and reads whatever it is told to. */
function brightIsText(inputs: Planes[], read = { text: 'DOE', confidence: 0.9 }): TextEngine {
  return {
    detect: async (input) => {
      inputs.push(input);
      const plane = input.columns * input.rows;
      const values = input.values.slice(0, plane).map((value) => (value > 0 ? 1 : 0));
      return { values, columns: input.columns, rows: input.rows };
    },
    read: async () => read,
  };
}

describe('searchPicture', () => {
  it('finds a line where it is, in whichever tile', async () => {
    const inputs: Planes[] = [];
    const picture = pictureWith(2000, 1000, [1500, 700, 200, 20], [10, 10, 200, 20]);
    const [, found, ...rest] = await searchPicture(picture, 'upright', nobody, brightIsText(inputs));
    expect(rest).toEqual([]);
    expect(inputs.length).toBeGreaterThan(1);
    for (const { columns, rows } of inputs) expect(Math.max(columns, rows)).toBeLessThanOrEqual(tileLimits.longestPx);
    expect(found).toMatchObject({ kind: 'other', text: 'DOE' });
    const { column, row, columns, rows } = found!.box;
    expect([column <= 1500, row <= 700, column + columns >= 1700, row + rows >= 720]).toEqual([true, true, true, true]);
    expect(columns).toBeLessThan(260);
  });

  it('looks at nothing but the part that has edges, and at no picture without any', async () => {
    const inputs: Planes[] = [];
    const [found] = await searchPicture(
      pictureWith(700, 700, [500, 300, 90, 12]),
      'both',
      nobody,
      brightIsText(inputs),
    );
    expect(found!.box.column).toBeGreaterThan(480);
    expect(Math.max(...inputs.map(({ columns }) => columns))).toBeLessThan(250);
    const none: Planes[] = [];
    expect(await searchPicture(pictureWith(700, 700), 'both', nobody, brightIsText(none))).toEqual([]);
    expect(none).toEqual([]);
  });

  it('gives boxes of a small picture in its own pixels', async () => {
    const picture = pictureWith(256, 256, [20, 30, 100, 10]);
    const [found] = await searchPicture(picture, 'upright', nobody, brightIsText([]));
    expect(found!.box.column).toBeGreaterThan(5);
    expect(found!.box.column).toBeLessThanOrEqual(20);
    expect(found!.box.columns).toBeGreaterThanOrEqual(100);
    expect(found!.box.columns).toBeLessThan(130);
  });

  it('finds the same place in the turned picture, once', async () => {
    const inputs: Planes[] = [];
    const picture = pictureWith(400, 300, [20, 50, 12, 120]);
    const found = await searchPicture(picture, 'both', nobody, brightIsText(inputs));
    expect(inputs).toHaveLength(2);
    expect(found).toHaveLength(1);
    expect(found[0]!.box.rows).toBeGreaterThan(found[0]!.box.columns);
  });

  it('does not count what is neither read nor shaped like a line', async () => {
    const picture = pictureWith(400, 300, [20, 50, 60, 60]);
    const unread = brightIsText([], { text: '', confidence: 0 });
    expect(await searchPicture(picture, 'upright', nobody, unread)).toEqual([]);
  });
});
