import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../pipeline/contracts/text-search.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import {
  isSeen,
  isSeenInProjection,
  type SeenHow,
  type SeenImages,
  seenNumbers,
  withSightings,
} from './seen-images.ts';

const box = { column: 1, row: 2, columns: 3, rows: 4 };
const other = { ...box, column: 5 };
const nothing: SeenImages = new Map();
const see = (seen: SeenImages, how: SeenHow, id: number, frame = 0, blanked = [] as (typeof box)[], series = 'S') =>
  withSightings(seen, how, [{ series, id, frame, blanked }]);
const clear: SearchResult = { kind: 'searched', texts: [], isTextBeside: false };
const text = { box, kind: 'other', text: null, frame: 0 } as const;
const found: SearchResult = { ...clear, texts: [text] };
const searched = (id: number, search: SearchResult) => fakeFile(id, {}, { search });

describe('an image that was on the screen', () => {
  const seen = see(nothing, 'each', 1, 2, [box, other]);

  it('was seen as that frame of that file of that series, with these boxes in any order', () => {
    expect(isSeen(seen, 'S', 1, 2, [other, box])).toBe(true);
    expect(isSeen(seen, 'S', 1, 2, [box])).toBe(false);
    expect(isSeen(seen, 'S', 1, 2)).toBe(false);
    expect(isSeen(seen, 'S', 1, 1, [box, other])).toBe(false);
    expect(isSeen(seen, 'S', 2, 2, [box, other])).toBe(false);
    expect(isSeen(seen, 'T', 1, 2, [box, other])).toBe(false);
  });

  it('is noted once, beside what was seen before', () => {
    expect(see(seen, 'each', 1, 2, [box, other])).toBe(seen);
    const more = see(see(seen, 'each', 3), 'each', 4, 0, [], 'T');
    expect(isSeen(more, 'S', 1, 2, [box, other]) && isSeen(more, 'S', 3, 0) && isSeen(more, 'T', 4, 0)).toBe(true);
    expect(isSeen(seen, 'S', 3, 0)).toBe(false);
  });

  it('counts in a projection only where the detector has found nothing in it', () => {
    const projected = see(nothing, 'in-projection', 1);
    expect(isSeenInProjection(projected, 'S', searched(1, clear), 0)).toBe(true);
    expect(isSeenInProjection(projected, 'S', searched(1, found), 0)).toBe(false);
    expect(isSeenInProjection(projected, 'S', fakeFile(1), 0)).toBe(false);
    expect(isSeenInProjection(projected, 'S', searched(1, clear), 1)).toBe(false);
    expect(isSeenInProjection(projected, 'T', searched(1, clear), 0)).toBe(false);
    expect(isSeenInProjection(seen, 'S', searched(1, clear), 2)).toBe(false);
    expect(isSeen(projected, 'S', 1, 0)).toBe(false);
  });
});

describe('the numbers of what was seen', () => {
  it('count each image once, as the best that was seen of it', () => {
    const files = [searched(1, clear), searched(2, clear), searched(3, found), fakeFile(4), fakeFile(5, { frames: 3 })];
    let seen = see(see(nothing, 'in-projection', 1), 'each', 1);
    for (const id of [2, 3, 4]) seen = see(seen, 'in-projection', id);
    seen = see(seen, 'each', 5, 2);
    expect(seenNumbers(seen, 'S', files)).toEqual({ each: 2, inProjections: 1, byDetector: 3, of: 7 });
    expect(seenNumbers(seen, 'T', files)).toEqual({ each: 0, inProjections: 0, byDetector: 3, of: 7 });
  });

  it('take an image with boxes for another picture than the original', () => {
    const seen = see(see(nothing, 'each', 1), 'each', 2, 0, [box]);
    const files = [fakeFile(1), fakeFile(2)];
    expect(seenNumbers(seen, 'S', files).each).toBe(1);
    expect(seenNumbers(seen, 'S', files, () => [box]).each).toBe(1);
    expect(seenNumbers(seen, 'S', files, ({ id }) => (id === 2 ? [box] : [])).each).toBe(2);
  });
});
