import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rectangle } from '../../batch/boxes.ts';
import { between, boxAfterKey, inMiddle, moved, numberSide, resized } from './box-geometry.ts';

const size = { columns: 320, rows: 240 };
const box: Rectangle = { column: 10, row: 20, columns: 30, rows: 8 };
const isInside = ({ column, row, columns, rows }: Rectangle) =>
  [column, row, columns, rows].every(Number.isInteger) &&
  column >= 0 &&
  row >= 0 &&
  columns >= 1 &&
  rows >= 1 &&
  column + columns <= size.columns &&
  row + rows <= size.rows;

describe('a box drawn by a drag', () => {
  it('covers every pixel that was touched, in whichever direction', () => {
    const drawn = { column: 3, row: 5, columns: 8, rows: 2 };
    expect(between({ x: 3.7, y: 5.2 }, { x: 10.1, y: 6.9 }, size)).toEqual(drawn);
    expect(between({ x: 10.1, y: 5.2 }, { x: 3.7, y: 6.9 }, size)).toEqual(drawn);
  });

  it('stays in the image and has a pixel at least, wherever the drag goes', () => {
    const place = fc.record({
      x: fc.double({ min: -900, max: 900, noNaN: true }),
      y: fc.double({ min: -900, max: 900, noNaN: true }),
    });
    fc.assert(fc.property(place, place, (one, other) => isInside(between(one, other, size))));
  });

  it('by keys begins in the middle of what is in sight', () => {
    const placed = inMiddle({ x: 100, y: 50, width: 80, height: 48 }, size);
    expect(placed).toEqual({ column: 130, row: 72, columns: 20, rows: 4 });
    expect(isInside(inMiddle({ x: 0, y: 0, width: 0, height: 0 }, size))).toBe(true);
  });
});

describe('a box that is changed', () => {
  it('moves by whole pixels and stops at the edges with its size', () => {
    expect(moved(box, 1.4, -2.6, size)).toEqual({ ...box, column: 11, row: 17 });
    expect(moved(box, -500, 500, size)).toEqual({ ...box, column: 0, row: 232 });
  });

  it('is resized at the edges that the handle holds, and never to nothing', () => {
    expect(resized(box, { x: -1, y: 0 }, -4, 9, size)).toEqual({ ...box, column: 6, columns: 34 });
    expect(resized(box, { x: 1, y: 1 }, 5, -3, size)).toEqual({ ...box, columns: 35, rows: 5 });
    expect(resized(box, { x: -1, y: -1 }, 500, 500, size)).toEqual({ column: 39, row: 27, columns: 1, rows: 1 });
  });

  it('stays in the image whatever is done to it', () => {
    const step = fc.double({ min: -900, max: 900, noNaN: true });
    const side = fc.constantFrom(-1, 0, 1) as fc.Arbitrary<-1 | 0 | 1>;
    fc.assert(
      fc.property(side, side, step, step, (x, y, right, down) => {
        expect(isInside(moved(box, right, down, size))).toBe(true);
        expect(isInside(resized(box, { x, y }, right, down, size))).toBe(true);
      }),
    );
  });

  it('takes arrow keys: a pixel, with Shift ten, with Alt its size; other keys are not for it', () => {
    const key = (name: string, shiftKey = false, altKey = false) =>
      boxAfterKey(box, { key: name, shiftKey, altKey }, size);
    expect(key('ArrowRight')).toEqual({ ...box, column: 11 });
    expect(key('ArrowUp', true)).toEqual({ ...box, row: 10 });
    expect(key('ArrowLeft', false, true)).toEqual({ ...box, columns: 29 });
    expect(key('ArrowDown', true, true)).toEqual({ ...box, rows: 18 });
    expect(key('b')).toBeNull();
  });
});

describe('the number of a box', () => {
  const at = (column: number, columns: number, scale = 1) => numberSide({ ...box, column, columns }, size, scale);

  it('stands before the text, behind it at the left edge, and inside where there is no room beside it', () => {
    expect([at(26, 30), at(25, 30), at(0, 294), at(0, 295), at(10, 305)]).toEqual([
      'start',
      'end',
      'end',
      'inside',
      'inside',
    ]);
    expect([at(13, 30, 2), at(40, 30, 0.5)]).toEqual(['start', 'end']);
  });
});
