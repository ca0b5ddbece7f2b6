import { describe, expect, it } from 'vitest';
import { boxesOfMap } from './boxes-of-map.ts';
import { joinBoxes } from './join-boxes.ts';
import { joinTexts } from './join-texts.ts';
import type { Box } from './picture.ts';

function mapOf(columns: number, rows: number, regions: readonly (readonly [Box, number])[]) {
  const values = new Float32Array(columns * rows);
  for (const [box, value] of regions) {
    for (let row = box.row; row < box.row + box.rows; row++) {
      values.fill(value, row * columns + box.column, row * columns + box.column + box.columns);
    }
  }
  return { values, columns, rows };
}

const box = (column: number, row: number, columns: number, rows: number): Box => ({ column, row, columns, rows });

describe('boxesOfMap', () => {
  it('gives each region a box that has grown to the whole letters', () => {
    const boxes = boxesOfMap(
      mapOf(100, 60, [
        [box(10, 10, 40, 6), 0.9],
        [box(10, 40, 30, 8), 0.8],
      ]),
    );
    expect(boxes).toHaveLength(2);
    const grown = (1.6 * 40 * 6) / (2 * 46);
    expect(boxes[0]).toEqual({ column: 10 - grown, row: 10 - grown, columns: 40 + 2 * grown, rows: 6 + 2 * grown });
  });

  it('leaves out specks, and regions that are hardly thought to be text', () => {
    expect(
      boxesOfMap(
        mapOf(100, 60, [
          [box(10, 10, 40, 2), 0.9],
          [box(10, 40, 30, 8), 0.4],
        ]),
      ),
    ).toEqual([]);
  });

  it('takes corners that touch for one region', () => {
    expect(
      boxesOfMap(
        mapOf(60, 60, [
          [box(10, 10, 10, 10), 0.9],
          [box(20, 20, 10, 10), 0.9],
        ]),
      ),
    ).toHaveLength(1);
  });
});

describe('joinBoxes', () => {
  it('joins what has half of the smaller box in common, and what that reaches then', () => {
    const chain = [box(0, 0, 10, 10), box(16, 0, 10, 10), box(4, 0, 18, 10)];
    expect(joinBoxes(chain)).toEqual([box(0, 0, 26, 10)]);
  });

  it('leaves lines below each other apart', () => {
    const lines = [box(0, 0, 100, 12), box(0, 10, 100, 12)];
    expect(joinBoxes(lines)).toEqual(lines);
  });

  it('joins what has just half in common, and not what has less', () => {
    expect(joinBoxes([box(0, 0, 10, 10), box(5, 0, 10, 10)])).toEqual([box(0, 0, 15, 10)]);
    expect(joinBoxes([box(0, 0, 10, 10), box(0, 5, 10, 10)])).toEqual([box(0, 0, 10, 15)]);
    const less = [box(0, 0, 10, 10), box(6, 0, 10, 10)];
    expect(joinBoxes(less)).toEqual(less);
  });

  it('leaves apart what lies beside, below, far off across the corner, or touches', () => {
    for (const other of [box(30, 0, 10, 10), box(0, 30, 10, 10), box(30, 30, 10, 10), box(10, 0, 10, 10)]) {
      const boxes = [box(0, 0, 10, 10), other];
      expect(joinBoxes(boxes)).toEqual(boxes);
    }
  });

  it('measures what is in common by the smaller box', () => {
    expect(joinBoxes([box(0, 0, 100, 100), box(40, 40, 4, 4)])).toEqual([box(0, 0, 100, 100)]);
    expect(joinBoxes([box(40, 40, 4, 4), box(0, 0, 100, 100)])).toEqual([box(0, 0, 100, 100)]);
  });
});

describe('joinTexts', () => {
  it('keeps the strongest kind of what was found twice', () => {
    const joined = joinTexts([
      { box: box(0, 0, 40, 10), kind: 'measurement', text: '12 mm' },
      { box: box(2, 0, 40, 10), kind: 'header', text: 'DOE' },
      { box: box(0, 50, 40, 10), kind: 'other', text: null },
    ]);
    expect(joined).toEqual([
      { box: box(0, 0, 42, 10), kind: 'header', text: 'DOE' },
      { box: box(0, 50, 40, 10), kind: 'other', text: null },
    ]);
  });
});
