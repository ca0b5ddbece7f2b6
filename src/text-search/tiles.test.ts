import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TileLimits, tilesOf } from './tiles.ts';

const limits: TileLimits = { longestPx: 960, enlargeToPx: 768, overlapPx: 96, borderPx: 16 };

describe('tilesOf', () => {
  it('covers every pixel, and no side of a tile is longer than the models take', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (columns, rows) => {
        const { scale, tiles } = tilesOf(columns, rows, limits);
        for (const [at, length] of [
          ['column', columns],
          ['row', rows],
        ] as const) {
          const side = at === 'column' ? 'columns' : 'rows';
          const ends = [...tiles].sort((one, other) => one[at] - other[at]);
          let covered = 0;
          for (const tile of ends) {
            expect(tile[at]).toBeLessThanOrEqual(covered);
            expect(tile[side] * scale + 2 * limits.borderPx).toBeLessThanOrEqual(limits.longestPx);
            covered = Math.max(covered, tile[at] + tile[side]);
          }
          expect(covered).toBe(length);
        }
      }),
    );
  });

  it('lets neighbours have so much in common that a line of text fits in', () => {
    const { scale, tiles } = tilesOf(2048, 900, limits);
    expect(scale).toBe(1);
    const [first, second] = [...tiles].sort((one, other) => one.column - other.column);
    expect(first!.column + first!.columns - second!.column).toBeGreaterThanOrEqual(96);
  });

  it('enlarges what is small, four times at most, and makes nothing smaller', () => {
    expect(tilesOf(256, 256, limits).scale).toBe(3);
    expect(tilesOf(64, 64, limits).scale).toBe(4);
    expect(tilesOf(4000, 20, limits).scale).toBe(1);
  });
});
