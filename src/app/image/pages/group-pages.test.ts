import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { createWaitingList } from '../../batch/decide/waiting-entries.ts';
import { groupStudies } from '../../batch/derived/group-studies.ts';
import { nothingForetold } from '../../batch/outcomes.ts';
import { groupPages, hasSmallerText, packPages } from './group-pages.ts';

const tile = (width: number, height: number) => ({ width, height });
const room = { width: 1440, height: 700 };

function waiting(...series: readonly { readonly images: number; readonly side: number }[]) {
  const files = series.flatMap(({ images, side }, n) =>
    Array.from({ length: images }, (_, m) =>
      fakeFile(n * 1000 + m, { seriesInstanceUid: `2.25.${n}`, rows: side, columns: side }, { outcome: held() }),
    ),
  );
  return createWaitingList()(groupStudies(files, nothingForetold, 'as-found'), nothingForetold);
}

const textOf = (rows: number) => {
  const text = { box: { column: 1, row: 1, columns: 40, rows }, kind: 'measurement', text: null, frame: 0 } as const;
  return { search: { kind: 'searched', texts: [text], isTextBeside: false } as const };
};

describe('pages of several series', () => {
  it('hold every image once, in order, each in a tile at which it counts', () => {
    const side = fc.integer({ min: 16, max: 1500 });
    const group = fc.array(fc.record({ images: fc.integer({ min: 1, max: 30 }), side }), {
      minLength: 1,
      maxLength: 6,
    });
    const rooms = fc.record({
      width: fc.integer({ min: 200, max: 2000 }),
      height: fc.integer({ min: 100, max: 1400 }),
    });
    fc.assert(
      fc.property(group, rooms, (series, place) => {
        const entries = waiting(...series);
        const pages = groupPages(entries, place);
        const images = Array.from({ length: pages.count }, (_, page) => pages.imagesOn(page));
        expect(images.every((page) => page.length > 0 && page.length <= 48)).toBe(true);
        const large = new Set(pages.alone.map(({ entry }) => entry));
        const all = entries.filter((entry) => !large.has(entry)).flatMap(({ files }) => files.map(({ id }) => id));
        expect(images.flat().map(({ file }) => file.id)).toEqual(all);
        for (const { series: own } of images.flat()) {
          expect(own.layout.scale).toBeGreaterThanOrEqual(own.leastScale);
          expect(own.layout.tile.width).toBeLessThanOrEqual(place.width);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leave a series aside of which an image is too wide for the room', () => {
    const entries = waiting({ images: 2, side: 320 }, { images: 1, side: 512 });
    const narrow = groupPages(entries, { width: 390, height: 520 });
    expect(narrow.alone).toEqual([{ entry: entries[1], cause: 'too-large' }]);
    expect(narrow.count).toBe(2);
    expect(groupPages(entries, room)).toMatchObject({ count: 1, alone: [] });
  });

  it('tell a series of which a smaller text became known since', () => {
    const [before] = waiting({ images: 2, side: 320 });
    const now = (rows: number) => ({
      ...before!,
      members: before!.files.map((file) => ({ ...file, ...textOf(rows) })),
    });
    expect([12, 8, 6].map((rows) => hasSmallerText(before!, now(rows)))).toEqual([false, false, true]);
  });

  it('break lines where the page breaks them, and begin another page where no line is left', () => {
    // Three of 448 and their gaps are 1380 wide; one line of 448 and its caption is 508 high.
    expect(packPages([{ count: 7, tile: tile(448, 448) }], room)).toEqual([0, 3, 6]);
    expect(packPages([{ count: 3, tile: tile(280, 210) }], room)).toEqual([0]);
    expect(packPages([{ count: 9, tile: tile(280, 210) }], room)).toEqual([0, 8]);
    expect(packPages([{ count: 4, tile: tile(700, 1200) }], room)).toEqual([0, 2]);
    expect(packPages([{ count: 100, tile: tile(10, 1) }], room)).toEqual([0, 48, 96]);
    expect(packPages([], room)).toEqual([]);
  });
});
