import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { remainingRow } from '../../../testing/remaining-row.ts';
import { createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import { nothingAsked } from '../remains-state.ts';
import { valueReviewOf } from './count-review.ts';

const number = {
  why: 'number',
  isPlain: true,
  name: 'Instance Number',
  tag: '(0020,0013)',
  path: '(0020,0013)',
} as const;
const protocol = { name: 'Protocol Name', tag: '(0018,1030)', path: '(0018,1030)' } as const;
const rows = [
  remainingRow('Lancelot 2', { why: 'unknown-word', isToCheck: true }),
  remainingRow('T1 MPRAGE'),
  remainingRow('T2 SPACE', protocol),
  remainingRow('12', number),
  remainingRow('13', number),
];
const fresh = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
const listed = { ...nothingAsked, phase: 'done', rows, looked: 2, total: 2 } as const;
const batch = { ...fresh, step: 'review', files: [fakeFile(0), fakeFile(1)], remains: listed } as const;
const reviewOf = (...texts: readonly string[]) =>
  valueReviewOf({
    ...listed,
    reviewed: new Set(rows.filter(({ text }) => texts.includes(text ?? '')).map(({ reviewKey }) => reviewKey)),
  });

describe('the review of what remains, for the records', () => {
  it('is nothing where the list was never opened', () => {
    expect(valueReviewOf(fresh.remains)).toEqual({ kind: 'not-opened' });
  });

  it('counts each value once, and each attribute where its most pressing value stands', () => {
    expect(reviewOf('T2 SPACE')).toMatchObject({
      counts: {
        toCheck: { attributes: 1, values: 1 },
        notReviewed: { attributes: 0, values: 1 },
        reviewed: { attributes: 1, values: 1 },
        plain: { attributes: 1, values: 2 },
      },
    });
  });

  it('counts an attribute as reviewed once nothing of it is left to look at', () => {
    expect(reviewOf('Lancelot 2')).toMatchObject({ counts: { reviewed: { attributes: 0, values: 1 } } });
    expect(reviewOf('Lancelot 2', 'T1 MPRAGE')).toMatchObject({ counts: { reviewed: { attributes: 1, values: 2 } } });
  });

  it('leaves out ticks of values that are not there any more', () => {
    const gone = valueReviewOf({ ...listed, reviewed: new Set(['(0008,1030)\nanother']) });
    expect(gone).toMatchObject({ counts: { reviewed: { attributes: 0, values: 0 } } });
  });

  it('holds no value', () => {
    expect(JSON.stringify(reviewOf('Lancelot 2'))).not.toMatch(/Lancelot|MPRAGE|0008/);
  });

  it('is not whole while it is made, and when it was stopped', () => {
    for (const phase of ['looking', 'stopped', 'broken'] as const) {
      expect(valueReviewOf({ ...listed, phase, looked: 1 })).toMatchObject({ isWhole: false, looked: 1, total: 2 });
    }
    expect(reviewOf()).toMatchObject({ isWhole: true, isOutOfDate: false });
  });

  it('was not made of files that nothing comes out of', () => {
    expect(valueReviewOf({ ...listed, unread: 1 })).toMatchObject({ looked: 1, total: 2 });
  });

  it('is out of date after a file was left out, and still of this batch after the run', () => {
    const left = reduceBatch(batch, { kind: 'left-out', ids: [0] });
    expect(valueReviewOf(left.remains)).toMatchObject({ isOutOfDate: true });
    const run = reduceBatch(batch, { kind: 'run-started', nowMs: 0 });
    expect(valueReviewOf(run.remains)).toMatchObject({ isOutOfDate: false });
  });
});
