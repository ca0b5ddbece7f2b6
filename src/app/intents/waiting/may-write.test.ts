import { describe, expect, it } from 'vitest';
import { deidentifiedAs } from '../../../testing/fake-batch.ts';
import { openPage, openResult } from '../../../testing/open-page.ts';
import { mayWrite, untilSearched } from './until-searched.ts';

describe('outputs of files that no search waits for', () => {
  it('are written once there is a result, and not while files are planned or judged again', async () => {
    const { state, review, intents } = await openPage();
    await review();
    expect([state().files.every(({ outcome }) => outcome !== null), mayWrite(state())]).toEqual([true, false]);
    await intents.deidentify();
    const result = state();
    expect(mayWrite(result)).toBe(true);
    const [first, ...rest] = result.files;
    expect(mayWrite({ ...result, files: [{ ...first!, outcome: null }, ...rest] })).toBe(false);
    expect(mayWrite({ ...result, recounting: 1 })).toBe(false);
  });

  it('are not written while a run goes on that tries files of a result again', async () => {
    const unread = { kind: 'failed', code: 'worker-lost', reason: 'Lost.' } as const;
    const { store, state } = await openResult({ outcome: (path) => (path === 'b' ? unread : deidentifiedAs(path)) });
    expect(mayWrite(state())).toBe(true);
    store.dispatch({ kind: 'run-started', nowMs: 0 });
    store.dispatch({ kind: 'forecast-begun', nowMs: 0 });
    store.dispatch({ kind: 'run-advanced', entries: [{ id: 1, outcome: deidentifiedAs('b') }], workers: [], nowMs: 1 });
    expect([state().run !== null, mayWrite(state())]).toEqual([true, false]);
    store.dispatch({ kind: 'run-ended', nowMs: 2, notice: null });
    expect(mayWrite(state())).toBe(true);
  });

  it('are not written by a save that was cancelled in the moment in which it could begin', async () => {
    const { store } = await openResult();
    store.dispatch({ kind: 'deciding-again', ids: [0] });
    const goesOn = untilSearched(store, 'save');
    store.dispatch({ kind: 'postponed-ended' });
    store.dispatch({ kind: 'recounted', entries: [], isLast: true });
    expect([mayWrite(store.getState()), await goesOn]).toEqual([true, false]);
  });
});
