import { describe, expect, it } from 'vitest';
import type { Planes } from './detector-input.ts';
import { headerTerms } from './header-terms.ts';
import type { Picture } from './picture.ts';
import { searchPicture, type TextEngine } from './search-picture.ts';
import { tileLimits } from './tiles.ts';

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

/** What is bright, and twelve pixels on either side of it: letters become a line. */
function runTogether(values: Float32Array): Float32Array {
  return values.map((_, at) => (values.subarray(Math.max(0, at - 12), at + 12).includes(1) ? 1 : 0));
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

  it('finds lines beside each other that one box lies over, which nobody can read', async () => {
    const picture = pictureWith(2000, 2000, [100, 60, 12, 160], [150, 60, 12, 160]);
    const bright = brightIsText([]);
    let looks = 0;
    const found = await searchPicture(picture, 'both', nobody, {
      detect: async (input) => {
        const map = await bright.detect(input);
        const between = (_: number, at: number) =>
          map.values.subarray(Math.max(0, at - 20), at + 20).includes(1) ? 1 : 0;
        return looks++ === 0 ? { ...map, values: map.values.map(between) } : map;
      },
      read: async ({ columns, rows }) => ({ text: 'DOE', confidence: columns > 4 * rows ? 0.9 : 0 }),
    });
    expect(found.map(({ text }) => text)).toEqual(['DOE', 'DOE']);
    const boxes = found.map(({ box }) => box).sort((one, other) => one.column - other.column);
    for (const [n, { column, row, columns, rows }] of boxes.entries()) {
      expect([column <= 100 + 50 * n, row <= 60, column + columns >= 112 + 50 * n, row + rows >= 220]).not.toContain(
        false,
      );
      expect(columns).toBeLessThan(40);
    }
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

  it('looks again, enlarged, at small letters that the detector did not see', async () => {
    const letters = Array.from({ length: 9 }, (_, at) => [500 + at * 7, 300, 2, 8] as const);
    const inputs: Planes[] = [];
    const seesTall = brightIsText(inputs);
    const farSighted: TextEngine = {
      ...seesTall,
      // A pixel is text where it goes on for 14 pixels downwards, with all between such pixels in a row.
      detect: async (input) => {
        const { values, columns, rows } = await seesTall.detect(input);
        const seen = values.map((value, at) => (value > 0 && (values[at + 14 * columns] ?? 0) > 0 ? 1 : 0));
        return { values: runTogether(seen), columns, rows };
      },
    };
    const found = await searchPicture(pictureWith(900, 900, ...letters), 'upright', nobody, farSighted);
    expect(inputs.length).toBe(2);
    expect(found).toHaveLength(1);
    const { column, columns, row, rows } = found[0]!.box;
    expect([column <= 500, column + columns >= 558, row <= 300, row + rows >= 305]).toEqual([true, true, true, true]);
  });

  it.each([
    ['says what both readings say', { text: '12 mm DOE', confidence: 0.9 }, '12 mm DOE'],
    ['counts it though it cannot be read as a whole', { text: '12', confidence: 0.3 }, null],
  ])('covers a line whose end the detector lost, and %s', async (_, whole, text) => {
    const letters = Array.from({ length: 9 }, (_, at) => [100 + at * 12, 300, 3, 12] as const);
    const sees = brightIsText([]);
    const readings = [{ text: '12 mm', confidence: 0.9 }, whole];
    const shortSighted: TextEngine = {
      detect: async (input) => {
        const map = await sees.detect(input);
        const isBeginning = (at: number) => at % map.columns < 85;
        return { ...map, values: map.values.map((_, at) => (isBeginning(at) && rowOf(at, map.columns) ? 1 : 0)) };
      },
      read: async () => readings.shift() ?? { text: '', confidence: 0 },
    };
    const rowOf = (at: number, columns: number) => Math.abs(Math.floor(at / columns) - 46) < 7;
    const found = await searchPicture(pictureWith(900, 900, ...letters), 'upright', nobody, shortSighted);
    expect(found).toMatchObject([{ kind: 'other', text }]);
    expect(found[0]!.box.column + found[0]!.box.columns).toBe(100 + 8 * 12 + 3);
  });

  it('does not lose a line to a large shape that the detector takes for text', async () => {
    const sees = brightIsText([]);
    const dazzled: TextEngine = {
      ...sees,
      detect: async (input) => {
        const map = await sees.detect(input);
        const isWhole = map.columns > 500;
        return { ...map, values: isWhole ? map.values.map(() => 1) : runTogether(map.values) };
      },
    };
    const letters = Array.from({ length: 9 }, (_, at) => [400 + at * 7, 300, 2, 8] as const);
    const picture = pictureWith(700, 700, [2, 2, 9, 600], [680, 2, 9, 690], ...letters);
    const found = await searchPicture(picture, 'upright', nobody, dazzled);
    expect(found.some(({ box }) => box.rows < 40 && box.column <= 400 && box.column + box.columns >= 458)).toBe(true);
  });

  it('counts a bar that is not read unless it lies in a larger shape, where nothing but letters counts', async () => {
    // Specks in two corners, so that all of the picture is looked at.
    const picture = pictureWith(700, 700, [300, 300, 60, 12], [1, 1, 2, 2], [696, 696, 2, 2]);
    const sees = brightIsText([], { text: '', confidence: 0 });
    expect(await searchPicture(picture, 'upright', nobody, sees)).toHaveLength(1);
    const inShape: TextEngine = {
      ...sees,
      detect: async (input) => {
        const map = await sees.detect(input);
        const isAround = (at: number) =>
          Math.abs((at % map.columns) - 380) > 70 || Math.abs(Math.floor(at / map.columns) - 352) > 40;
        return { ...map, values: map.values.map((value, at) => (value > 0 || isAround(at) ? 1 : 0)) };
      },
    };
    expect(await searchPicture(picture, 'upright', nobody, inShape)).toEqual([]);
  });
});
