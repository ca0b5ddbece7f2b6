import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { layOutSheet } from './sheet-layout.ts';
import { sheetTiles } from './sheet-tiles.ts';

type Kind = 'clear' | 'text' | 'unsearched';

function fileOf(kind: Kind, { frames = 1, columns = 512 } = {}): BatchFile {
  const text = { box: { column: 0, row: 0, columns: 9, rows: 9 }, kind: 'measurement', text: null, frame: 0 };
  const search =
    kind === 'unsearched' ? undefined : { kind: 'searched', texts: kind === 'text' ? [text] : [], isTextBeside: false };
  return {
    scan: { kind: 'dicom', summary: { frames, columns, rows: 512 } },
    ...(search && { search }),
  } as unknown as BatchFile;
}
const series = (count: number, kind: Kind = 'clear') => Array.from({ length: count }, () => fileOf(kind));

describe('tiles of a series', () => {
  it('stand for equal groups of at most as many images as were asked for', () => {
    const counts = sheetTiles(series(500), 64, true).map(({ count }) => count);
    expect([counts.length, Math.min(...counts), Math.max(...counts)]).toEqual([8, 62, 63]);
    expect(sheetTiles(series(64), 64, true)).toEqual([{ first: 0, count: 64, kind: 'clear' }]);
    expect(sheetTiles(series(65), 64, true).map(({ count }) => count)).toEqual([32, 33]);
  });

  it('never group an image in which text was found, whatever it says, or that was not searched', () => {
    const files = [...series(3), fileOf('text'), ...series(2), fileOf('unsearched'), fileOf('text', { frames: 2 })];
    expect(sheetTiles(files, 64, false)).toEqual([
      { first: 0, count: 3, kind: 'clear' },
      { first: 3, count: 1, kind: 'text' },
      { first: 4, count: 2, kind: 'clear' },
      { first: 6, count: 1, kind: 'unsearched' },
      { first: 7, count: 1, kind: 'text' },
      { first: 8, count: 1, kind: 'text' },
    ]);
    expect(sheetTiles(files, 64, true).map(({ first }) => first)).toEqual([3, 7, 8, 0, 4, 6]);
  });

  it('never mix sizes', () => {
    const files = [...series(2), fileOf('clear', { columns: 256, frames: 3 }), ...series(1)];
    expect(sheetTiles(files, 64, true).map(({ first, count }) => [first, count])).toEqual([
      [0, 2],
      [2, 3],
      [5, 1],
    ]);
  });

  it('hold every image once, whatever was found where', () => {
    const file = fc.record({
      kind: fc.constantFrom<Kind>('clear', 'text', 'unsearched'),
      frames: fc.integer({ min: 1, max: 90 }),
      columns: fc.constantFrom(256, 512),
    });
    fc.assert(
      fc.property(
        fc.array(file, { maxLength: 12 }),
        fc.constantFrom(1, 16, 64),
        fc.boolean(),
        (asked, most, isFirst) => {
          const files = asked.map(({ kind, ...size }) => fileOf(kind, size));
          const tiles = sheetTiles(files, most, isFirst);
          const all = tiles.flatMap(({ first, count }) => Array.from({ length: count }, (_, n) => first + n));
          const total = asked.reduce((sum, { frames }) => sum + frames, 0);
          expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, n) => n));
          expect(tiles.every(({ count }) => count >= 1 && count <= most)).toBe(true);
        },
      ),
    );
  });
});

describe('a page of tiles', () => {
  const room = { width: 1040, height: 700 };
  const ct = { columns: 512, rows: 512 };

  it('has tiles of the smallest size that counts', () => {
    expect(layOutSheet(room, ct, 7 / 8, null)).toMatchObject({ scale: 7 / 8, columns: 2, perPage: 2 });
    expect(layOutSheet(room, { columns: 256, rows: 256 }, 7 / 8, null)).toMatchObject({ columns: 4, perPage: 8 });
  });

  it('never counts by rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 1000 }), (columns) => {
        expect(layOutSheet(room, { columns, rows: 100 }, 7 / 8, null).scale).toBeGreaterThanOrEqual(7 / 8);
      }),
    );
  });

  it('has smaller tiles, which do not count, where there is no room', () => {
    const { scale, tile } = layOutSheet(room, { columns: 3000, rows: 2000 }, 7 / 8, null);
    expect(scale).toBeLessThan(7 / 8);
    expect(tile.width).toBe(1016);
  });

  it('follows the width that a person chose, and holds one tile at least', () => {
    expect(layOutSheet(room, ct, 7 / 8, 160)).toMatchObject({ columns: 5, tile: { width: 160, height: 160 } });
    expect(layOutSheet({ width: 0, height: 0 }, ct, 7 / 8, null)).toMatchObject({ columns: 1, perPage: 1 });
  });
});
