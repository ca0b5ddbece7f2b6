import { describe, expect, it } from 'vitest';
import type { SeenCounts } from '../../dicom/seen-counts.ts';
import type { Redaction } from '../../pixel-data/redaction/redaction.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { SearchResult } from '../contracts/text-search.ts';
import { heedSearch, isUnsearched, waitsForSearch, withSearchResult } from './searchable-files.ts';

const corner = { column: 0, row: 0, columns: 40, rows: 20 };
const areas = [{ kind: 'blank', frames: 'all', rectangles: [corner] }] as const;
const one: SeenCounts = { each: 1, inProjections: 0, byDetector: 0, of: 12 };
const early: Redaction = { areas, review: 'not-all-seen', seen: one };

/** A file of class A that leaves with these boxes. */
function boxed(redaction: Redaction, parts: Partial<BatchFile> = {}, frames = 1): BatchFile {
  const file = fakeFile(1, { frames }, { outcome: deidentified, redaction, ...parts });
  return file.scan.kind === 'dicom' ? { ...file, scan: { ...file.scan, imageRisk: 'A' } } : file;
}

/** A search that found these texts, or those of another image of the series. */
function found(boxes: readonly Partial<typeof corner>[], { kind = 'other', isTextBeside = false } = {}): SearchResult {
  const texts = boxes.map((box) => ({ box: { ...corner, ...box }, kind, text: '', frame: 0 }));
  return { kind: 'searched', texts, isTextBeside } as SearchResult;
}

const below = { row: 100 };

describe('isUnsearched', () => {
  it('is true of boxes over images that neither a person nor the search had all looked at', () => {
    const standing = (redaction: Redaction, frames = 1) => {
      const file = boxed(redaction, {}, frames);
      return [isUnsearched(file, 'likely'), waitsForSearch(file, 'likely')];
    };
    expect(standing(early)).toEqual([true, true]);
    expect(standing({ areas, review: 'not-all-seen' })).toEqual([true, true]);
    expect(standing({ areas, review: 'by-program' })).toEqual([true, true]);
    expect(standing({ ...early, seen: { ...one, byDetector: 11 } })).toEqual([true, true]);
    // A person who says *seen* with numbers that do not bear it out.
    expect(standing({ areas, review: 'seen', seen: one })).toEqual([true, true]);
    // The file has more images than were counted.
    expect(standing({ areas, review: 'seen', seen: { ...one, of: 1 } }, 30)).toEqual([true, true]);
    expect(standing({ areas, review: 'not-all-seen', seen: { ...one, byDetector: 1, of: 1 } }, 30)).toEqual([
      true,
      true,
    ]);
  });

  it('is false where all of them were seen, or searched, by then', () => {
    const standing = (redaction: Redaction) => isUnsearched(boxed(redaction), 'all');
    expect(standing({ ...early, review: 'seen', seen: { ...one, each: 11, inProjections: 1 } })).toBe(false);
    expect(standing({ ...early, seen: { ...one, byDetector: 12 } })).toBe(false);
    expect(standing({ areas, review: 'by-program', textLeft: 'other' })).toBe(false);
    expect(isUnsearched(boxed(early, { search: found([]) }), 'all')).toBe(false);
    expect(isUnsearched(boxed(early), 'none')).toBe(false);
  });
});

describe('waitsForSearch', () => {
  it('is false of what is not written', () => {
    expect(waitsForSearch(boxed(early, { outcome: held() }), 'all')).toBe(false);
    expect(waitsForSearch(boxed(early, { outcome: null }), 'all')).toBe(false);
  });

  it('is true of class A that leaves without a word of a person', () => {
    const { redaction: _, ...plain } = boxed(early);
    expect(waitsForSearch(plain, 'all')).toBe(true);
    const outcome = { ...deidentified, findings: [{ code: 'pixels-may-show-text', message: '' }] } as const;
    expect(waitsForSearch({ ...plain, outcome }, 'all')).toBe(false);
  });
});

describe('withSearchResult', () => {
  it('leaves nobody to answer for early boxes beside which a text is left, and keeps the boxes', () => {
    const redactionAfter = (search: SearchResult, redaction = early) =>
      withSearchResult(boxed(redaction), search).redaction;
    expect(redactionAfter(found([{}, below]))).toEqual({ areas, review: 'by-program' });
    expect(redactionAfter(found([], { isTextBeside: true }))).toEqual({ areas, review: 'by-program' });
    const kept = [found([]), found([{}]), found([below], { kind: 'measurement' })];
    for (const search of kept) expect(redactionAfter(search)).toBe(early);
    expect(redactionAfter({ kind: 'not-searched', cause: 'stopped' })).toBe(early);
    const seen: Redaction = { ...early, review: 'seen', seen: { ...one, each: 12 } };
    expect(redactionAfter(found([below]), seen)).toBe(seen);
  });
});

describe('heedSearch', () => {
  it('does the same to decisions that are in force again', () => {
    const search = found([below]);
    expect(heedSearch(boxed(early, { search })).redaction?.review).toBe('by-program');
    const file = boxed(early);
    expect(heedSearch(file)).toBe(file);
  });
});
