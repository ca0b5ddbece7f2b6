import { expect, it } from 'vitest';
import { movedCell } from './move-cell.ts';

const sheet = { line: 4, page: 16 };
const strip = { line: null, page: 8 };

it('moves among the lines of a sheet, and never beyond its ends', () => {
  const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
  expect(keys.map((key) => movedCell(key, 5, 12, sheet))).toEqual([6, 4, 9, 1, 11, 0, 0, 11]);
});

it('leaves up and down alone in a strip, and other keys everywhere', () => {
  expect(['ArrowDown', 'ArrowUp', 'a'].map((key) => movedCell(key, 5, 12, strip))).toEqual([null, null, null]);
  expect(movedCell('PageDown', 5, 100, strip)).toBe(13);
  expect(movedCell('End', 0, 0, strip)).toBeNull();
});
