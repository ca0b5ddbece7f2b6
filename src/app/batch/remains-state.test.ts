import { describe, expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { finished, reached, scanned } from '../../testing/fake-run.ts';
import { remainingRow } from '../../testing/remaining-row.ts';
import { nothingAsked, outOfDate, reduceRemains } from './remains-state.ts';

const row = remainingRow('T1 MPRAGE');

describe('the list of what remains', () => {
  it('keeps its lines in sight while it is made anew, and counts from the start', () => {
    const listed = reduceRemains(
      { ...nothingAsked, phase: 'done', isOutOfDate: true, looked: 4, unread: 2, rows: [row] },
      { kind: 'remains-asked', total: 9, copies: 3 },
    );
    const asked = { phase: 'looking', isOutOfDate: false, looked: 0, unread: 0, total: 9, copies: 3, rows: [row] };
    expect(listed).toMatchObject(asked);
    const counted = reduceRemains(listed, { kind: 'remains-counted', looked: 5, unread: 1 });
    expect(counted).toMatchObject({ ...asked, looked: 5, unread: 1 });
    expect(reduceRemains(counted, { kind: 'remains-listed', rows: [] }).rows).toEqual([]);
    expect(reduceRemains(counted, { kind: 'remains-ended', phase: 'stopped' }).phase).toBe('stopped');
  });

  it('has ticks, a filter and a chosen line, each for itself', () => {
    const tick = (reviewKey: string, isReviewed: boolean) =>
      ({ kind: 'remains-reviewed', reviewKey, isReviewed }) as const;
    const ticked = [tick('a', true), tick('b', true), tick('a', false)].reduce(reduceRemains, nothingAsked);
    expect([...ticked.reviewed]).toEqual(['b']);
    const filter = { search: 'x', isToCheckOnly: true, hasPlain: false };
    expect(reduceRemains(ticked, { kind: 'remains-filtered', filter })).toEqual({ ...ticked, filter });
    expect(reduceRemains(ticked, { kind: 'remains-chosen', key: 'k' })).toEqual({ ...ticked, chosenKey: 'k' });
  });

  it('is never out of date before it was asked for, and the same object once it is', () => {
    expect(outOfDate(nothingAsked)).toBe(nothingAsked);
    const old = outOfDate({ ...nothingAsked, phase: 'done' });
    expect(old.isOutOfDate).toBe(true);
    expect(outOfDate(old)).toBe(old);
  });
});

describe('what was looked at in a batch', () => {
  const looked = (state: typeof scanned, copies = 0) =>
    reached(state, { kind: 'remains-asked', total: 2, copies }, { kind: 'remains-ended', phase: 'done' });
  const isOld = ({ remains }: typeof scanned) => remains.isOutOfDate;

  it('holds while files are planned, saved and run, and not once a file is left out or the profile is another', () => {
    const before = looked(scanned);
    const entries = [{ id: 0, outcome: held() }];
    const [saving, running] = [looked(finished), reached(before, { kind: 'run-started', nowMs: 0 })];
    const saved = { kind: 'save-advanced', written: 1, writtenBytes: 1, entries } as const;
    const planned = reached(running, { kind: 'run-advanced', nowMs: 1, workers: [], entries });
    expect([running, planned, reached(saving, saved)].map(isOld)).toEqual([false, false, false]);
    expect(isOld(reached(before, { kind: 'left-out', ids: [0] }))).toBe(true);
    const profile = { ...before.profile, ownRules: [] };
    expect(isOld(reached(before, { kind: 'profile-changed', profile }))).toBe(true);
    expect(reached(before, { kind: 'started-over' }).remains).toEqual(nothingAsked);
  });

  it('is another list once more of the files are known as copies', () => {
    const copy = { kind: 'skipped', code: 'copy', reason: 'A copy.' } as const;
    const files = [fakeFile(0, {}, { outcome: deidentified }), fakeFile(1, {}, { outcome: copy })];
    const endedWith = (copies: number) =>
      isOld(reached(looked({ ...scanned, files }, copies), { kind: 'forecast-ended', nowMs: 9, isBroken: false }));
    expect([endedWith(1), endedWith(0)]).toEqual([false, true]);
  });
});
