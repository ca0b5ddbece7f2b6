import { expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { leastScaleOf } from './least-scale.ts';

function withTexts(...sizes: readonly (readonly [columns: number, rows: number])[]): Pick<BatchFile, 'search'> {
  const texts = sizes.map(([columns, rows]) => ({
    box: { column: 0, row: 0, columns, rows },
    kind: 'other' as const,
    text: null,
    frame: 0,
  }));
  return { search: { kind: 'searched', texts, isTextBeside: false } };
}

it('is where text of 8 pixels is 7 tall, whatever larger text was found', () => {
  expect(leastScaleOf([])).toBe(7 / 8);
  expect(leastScaleOf([{}, withTexts([90, 30])])).toBe(7 / 8);
});

it('follows smaller text that was found, also where it runs upwards', () => {
  expect(leastScaleOf([withTexts([90, 30]), withTexts([60, 6])])).toBe(7 / 6);
  expect(leastScaleOf([withTexts([7, 80])])).toBe(1);
  expect(leastScaleOf([withTexts([3, 2])])).toBe(7 / 5);
});
