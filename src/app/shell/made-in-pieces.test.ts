import { expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { isMadeInPieces } from './made-in-pieces.ts';

const start = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
const review = { ...start, step: 'review' as const };
const open = (id: number, view: NonNullable<typeof start.openFile>['view']) => ({
  ...review,
  openFile: { id, view, isRefreshing: false },
});
const loading = { kind: 'loading' } as const;
const broken = { kind: 'broken', message: 'Gone.' } as const;

it('makes screens of many parts in pieces, and the others at once', () => {
  expect(isMadeInPieces(start, { ...start, step: 'scanning' })).toBe(true);
  expect(isMadeInPieces({ ...start, step: 'scanning' }, review)).toBe(true);
  expect(isMadeInPieces({ ...start, step: 'running' }, { ...start, step: 'result' })).toBe(true);
  expect(isMadeInPieces(review, { ...start, step: 'running' })).toBe(false);
  expect(isMadeInPieces(review, start)).toBe(false);
});

it('says at once that another file is read, but not while its screen is still made', () => {
  expect(isMadeInPieces(review, open(1, loading))).toBe(true);
  expect(isMadeInPieces(open(1, broken), open(2, loading))).toBe(false);
  expect(isMadeInPieces(open(1, loading), open(1, broken))).toBe(true);
});

it('shows a decision on a few files at once, and one on thousands in pieces', () => {
  const without = (count: number) => ({
    ...review,
    leftOut: new Map(Array.from({ length: count }, (_, id) => [id, null])),
  });
  expect(isMadeInPieces(review, without(100))).toBe(false);
  expect(isMadeInPieces(review, without(5000))).toBe(true);
  expect(isMadeInPieces(without(5000), review)).toBe(true);
});

it('shows what a person types into a filter at once', () => {
  const filter = { ...review.remains.filter, search: 'a' };
  expect(isMadeInPieces(review, { ...review, remains: { ...review.remains, filter } })).toBe(false);
  expect(isMadeInPieces(review, { ...review, remains: { ...review.remains, looked: 10 } })).toBe(true);
});
