import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COVER_PX, pointsOver, type ScreenPart, TURNS } from './points-over.ts';

const turns = Array.from({ length: TURNS }, (_, turn) => turn);
const allPoints = (part: ScreenPart) => turns.flatMap((turn) => [...pointsOver(part, turn)]);
const parts = fc
  .record({
    left: fc.integer({ min: 0, max: 800 }),
    top: fc.integer({ min: 0, max: 800 }),
    width: fc.integer({ min: 40, max: 1100 }),
    height: fc.integer({ min: 40, max: 900 }),
  })
  .map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height }));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the points that are asked for what lies over a picture', () => {
  it('let nothing of the size of a button pass, wherever it lies, over the edge as well', () => {
    fc.assert(
      fc.property(parts, share, share, (part, across, down) => {
        const left = part.left - COVER_PX + 3 + across * (part.right - part.left + COVER_PX - 6);
        const top = part.top - COVER_PX + 3 + down * (part.bottom - part.top + COVER_PX - 6);
        const isHit = ([x, y]: readonly [number, number]) =>
          x >= left && x <= left + COVER_PX && y >= top && y <= top + COVER_PX;
        expect(allPoints(part).some(isHit)).toBe(true);
      }),
    );
  });

  it('stand further apart in a larger part, as many there as anywhere else on the screen', () => {
    const part = { left: 0, top: 0, right: 3840, bottom: 2160 };
    const count = allPoints(part).length;
    expect(count).toBeGreaterThan(1700);
    expect(count).toBeLessThan(2000);
    for (const [across, down] of [
      [5000, 0],
      [0, 5000],
    ] as const) {
      const moved = { left: across, top: down, right: 3840 + across, bottom: 2160 + down };
      expect(allPoints(moved)).toHaveLength(count);
    }
  });

  it('are few in each turn, and lie in the part', () => {
    fc.assert(
      fc.property(parts, (part) => {
        const points = allPoints(part);
        const isInside = ([x, y]: readonly [number, number]) =>
          x > part.left && x < part.right && y > part.top && y < part.bottom;
        expect(points.every(isInside)).toBe(true);
      }),
    );
    const large = { left: 0, top: 0, right: 3840, bottom: 2160 };
    for (const turn of turns) expect([...pointsOver(large, turn)].length).toBeLessThan(700);
    expect([...pointsOver({ left: 5, top: 5, right: 6, bottom: 6 }, 0)].length).toBeGreaterThan(0);
  });
});
