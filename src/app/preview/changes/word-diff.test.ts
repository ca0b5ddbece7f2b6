import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stretch } from '../../ui/marked-text.tsx';
import { markWords } from './word-diff.ts';

const joined = (segments: readonly Stretch[]) => segments.map(({ text }) => text).join('');
const unchanged = (segments: readonly Stretch[]) =>
  segments.filter(({ isMarked }) => !isMarked).map(({ text }) => text);
/** `[ ]` around what is changed. */
const drawn = (segments: readonly Stretch[]) =>
  segments.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');
const both = (before: string, after: string) => {
  const marked = markWords(before, after);
  return [drawn(marked.before), drawn(marked.after)];
};

describe('markWords', () => {
  it.each([
    ['Abdomen US, Fake Anna', 'Abdomen US', 'Abdomen US[, Fake Anna]', 'Abdomen US'],
    ['DOE^JANE', 'N-7KQ', '[DOE^JANE]', '[N-7KQ]'],
    ['20210302', '20210117', '[20210302]', '[20210117]'],
    ['CT head for Fake', 'CT head', 'CT head[ for Fake]', 'CT head'],
    ['ORIGINAL\\PRIMARY\\FAKE', 'ORIGINAL\\PRIMARY', 'ORIGINAL\\PRIMARY[\\FAKE]', 'ORIGINAL\\PRIMARY'],
    ['thorax of fake, axial', 'thorax axial', 'thorax [of fake, ]axial', 'thorax axial'],
    ['a, b. c', 'd, e. f', '[a, b. c]', '[d, e. f]'],
    ['same', 'same', 'same', 'same'],
    ['', 'new', '', '[new]'],
  ])('marks %s and %s', (before, after, markedBefore, markedAfter) => {
    expect(both(before, after)).toEqual([markedBefore, markedAfter]);
  });

  const words = fc.array(fc.constantFrom('CT', 'head', ' ', '^', ',', '\\', 'Fäke', '1', '..', '\u0301'), {
    maxLength: 30,
  });
  const value = fc.oneof(
    words.map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('loses nothing: the segments of a side are its value', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        const marked = markWords(before, after);
        expect(joined(marked.before)).toBe(before);
        expect(joined(marked.after)).toBe(after);
      }),
    );
  });

  it('leaves unmarked only what reads the same on both sides', () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        const marked = markWords(before, after);
        expect(unchanged(marked.before).join('')).toBe(unchanged(marked.after).join(''));
        if (before !== after) expect([...marked.before, ...marked.after].some(({ isMarked }) => isMarked)).toBe(true);
      }),
    );
  });

  it('marks the middle as a whole where texts are too long to compare', () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join(' ');
    const marked = markWords(`CT ${long('a')} end`, `CT ${long('b')} end`);
    expect(marked.before.map(({ isMarked }) => isMarked)).toEqual([false, true, false]);
    expect(joined(marked.before)).toBe(`CT ${long('a')} end`);
  });
});
