import { expect, it } from 'vitest';
import { diffRow } from '../../testing/batch-files.ts';
import { textsOf } from './report-texts.ts';

const words = [{ text: 'Nodule', isKept: true, why: 'vocabulary' }] as const;

it('has every cleaned text that leaves, and none that does not', () => {
  const rows = [
    diffRow({ path: 'a', effect: 'kept', after: 'Nodule', words }),
    diffRow({ path: 'b', effect: 'replaced', after: 'Cyst', words }),
    diffRow({ path: 'c', effect: 'removed', after: null, words }),
    diffRow({ path: 'd', effect: 'emptied', after: null, words }),
    diffRow({ path: 'e', effect: 'kept', after: 'CT' }),
  ];
  expect(textsOf(rows).map(({ path }) => path)).toEqual(['a', 'b']);
});

it('shows a long text whole, in parts that are short', () => {
  const long = `${'No nodule in the left lung. '.repeat(40)}\r\n${'x'.repeat(700)}\n\nEnd`;
  const parts = textsOf([diffRow({ effect: 'kept', after: long, words })]).flatMap((one) => one.parts);
  expect(parts.join('')).toBe(long);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(301);
});

it('shows short lines in parts of a few', () => {
  const list = 'LVEF 60\n'.repeat(41);
  const parts = textsOf([diffRow({ effect: 'kept', after: list, words })]).flatMap((one) => one.parts);
  expect(parts.join('')).toBe(list);
  expect(Math.max(...parts.map((part) => part.split('\n').length - 1))).toBe(4);
});
