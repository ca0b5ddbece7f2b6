import { expect, it } from 'vitest';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { sortById } from './sort-by-id.ts';

const filesOf = (...ids: readonly number[]) => ids.map((id) => fakeFile(id));

it('gives files in order, a list that is in order itself, and the same answer for the same list', () => {
  const inOrder = filesOf(1, 2, 5);
  expect(sortById(inOrder)).toBe(inOrder);
  const asRead = filesOf(2, 5, 1);
  const sorted = sortById(asRead);
  expect(sorted.map(({ id }) => id)).toEqual([1, 2, 5]);
  expect(asRead.map(({ id }) => id)).toEqual([2, 5, 1]);
  expect(sortById(asRead)).toBe(sorted);
});
