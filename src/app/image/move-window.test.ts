import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragWindow, startWindow, windowLimits } from './move-window.ts';

const range = { min: -1000, max: 3000 };
const window = { centre: 40, width: 400, shape: 'linear' } as const;

describe('the window', () => {
  it('gets wider to the right and a higher level downwards', () => {
    expect(dragWindow(window, range, 10, 0).width).toBeGreaterThan(window.width);
    expect(dragWindow(window, range, 0, 10).centre).toBeGreaterThan(window.centre);
    expect(dragWindow(window, range, 0, 0)).toEqual(window);
  });

  it('stays within what the sliders run over, wherever it is dragged', () => {
    const pixels = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(pixels, pixels, (right, down) => {
        const { centre, width } = dragWindow(window, range, right, down);
        const limits = windowLimits(window, range);
        expect(centre).toBeGreaterThanOrEqual(limits.level.min);
        expect(centre).toBeLessThanOrEqual(limits.level.max);
        expect(width).toBeGreaterThanOrEqual(limits.width.min);
        expect(width).toBeLessThanOrEqual(limits.width.max);
      }),
    );
  });

  it('has room for a window of the header that lies outside of the values', () => {
    const limits = windowLimits({ centre: 9000, width: 20_000, shape: 'linear' }, range);
    expect(limits.level.max).toBe(9000);
    expect(limits.width.max).toBe(20_000);
  });

  it('moves in small steps over a small range', () => {
    expect(windowLimits({ centre: 0.5, width: 1, shape: 'linear-exact' }, { min: 0, max: 1 }).step).toBeCloseTo(0.005);
  });

  it('starts from all values where the file has a table, and from something where all are the same', () => {
    expect(startWindow({ window: null, range })).toMatchObject({ centre: 1000, width: 4000 });
    expect(startWindow({ window: null, range: { min: 7, max: 7 } }).width).toBeGreaterThan(0);
  });
});
