import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectorInput } from './detector-input.ts';
import { type Box, cutOut, type Picture, quarterTurned, turnedBack, wholePixels } from './picture.ts';
import { addPicture, mostSizes, type Projection } from './projection.ts';

function numbered(columns: number, rows: number): Picture {
  const rgba = new Uint8ClampedArray(columns * rows * 4);
  for (let at = 0; at < columns * rows; at++) rgba.set([at % 256, (at >> 8) % 256, 7, 255], at * 4);
  return { columns, rows, rgba };
}

describe('quarterTurned', () => {
  it('shows in a box what was in the box that it is turned back to', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(side, side, fc.nat(), fc.nat(), (columns, rows, x, y) => {
        const picture = numbered(columns, rows);
        const turned = quarterTurned(picture);
        const box: Box = { column: x % turned.columns, row: y % turned.rows, columns: 1, rows: 1 };
        const back = turnedBack(box, rows);
        expect([...cutOut(turned, box).rgba]).toEqual([...cutOut(picture, back).rgba]);
      }),
    );
  });
});

describe('wholePixels', () => {
  it('takes in every pixel that a box touches and stays inside of the picture', () => {
    const picture = { columns: 10, rows: 8 };
    expect(wholePixels({ column: 1.2, row: -3, columns: 2, rows: 4.1 }, picture)).toEqual({
      column: 1,
      row: 0,
      columns: 3,
      rows: 2,
    });
    expect(wholePixels({ column: 50, row: 50, columns: 1, rows: 1 }, picture)).toEqual({
      column: 9,
      row: 7,
      columns: 1,
      rows: 1,
    });
  });
});

describe('detectorInput', () => {
  it('puts a border of one constant around the picture, whatever stands at its edge', () => {
    const white: Picture = { columns: 20, rows: 10, rgba: new Uint8ClampedArray(20 * 10 * 4).fill(255) };
    const { values, columns, rows } = detectorInput(white, { column: 0, row: 0, columns: 20, rows: 10 }, 1, 16);
    expect([columns % 32, rows % 32]).toEqual([0, 0]);
    const first = values[0]!;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const isInside = row >= 16 && row < 26 && column >= 16 && column < 36;
        expect(values[row * columns + column] === first).toBe(!isInside);
      }
    }
  });
});

describe('addPicture', () => {
  const shade = (value: number, columns = 2): Picture => ({
    columns,
    rows: 1,
    rgba: new Uint8ClampedArray(columns * 4).fill(value),
  });

  it('keeps the brightest and the darkest value of each pixel, for each size by itself', () => {
    const held: Projection[] = [];
    for (const picture of [shade(50), shade(90), shade(255, 3), shade(10), shade(200, 3)]) {
      expect(addPicture(held, picture)).toBe(true);
    }
    const values = held.map(({ brightest, darkest }) => [brightest.columns, brightest.rgba[0], darkest.rgba[0]]);
    expect(values).toEqual([
      [2, 90, 10],
      [3, 255, 200],
    ]);
  });

  it('says that a picture was not added where as many sizes are held as may be', () => {
    const held: Projection[] = [];
    for (let columns = 1; columns <= mostSizes; columns++) expect(addPicture(held, shade(0, columns))).toBe(true);
    expect(addPicture(held, shade(0, mostSizes + 1))).toBe(false);
    expect(addPicture(held, shade(0, mostSizes))).toBe(true);
    expect(held).toHaveLength(mostSizes);
  });
});
