import { expect, it } from 'vitest';
import { fateOffered } from './fate-offered.ts';

it.each([
  ['unknown', false, 'Xyzzy', 'keep'],
  ['beside-removed', false, 'van', 'keep'],
  ['vocabulary', true, 'lung', 'remove'],
  ['parameter', true, '5mm', 'remove'],
  ['own-kept', true, 'Xyzzy', 'forget'],
  ['own-removed', false, 'lung', 'forget'],
  ['identifier', false, 'Roe', null],
  ['date-or-number', false, '18JUL64', null],
  ['unknown', false, '4711', null],
  ['unknown', false, 'x'.repeat(65), null],
] as const)('a click on a word that is %s offers what a list can decide', (why, isKept, text, fate) => {
  expect(fateOffered({ why, isKept, text })).toBe(fate);
});
