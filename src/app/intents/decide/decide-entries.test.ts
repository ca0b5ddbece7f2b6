import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { unstated } from '../../../testing/pixel-statements.ts';
import { type BatchState, createBatchState } from '../../batch/batch-state.ts';
import { createBatchStore } from '../../batch/batch-store.ts';
import type { Decision, DecisionAct } from '../../batch/decide/decide-state.ts';
import { strings } from '../../ui/strings.ts';
import { createDecideControls } from './decide-entries.ts';

const seen = { each: 0, inProjections: 0, byDetector: 0, of: 1 };

/** A decision of its own time about one file. */
function decisionAt(second: number): Decision {
  const verdict = { kind: 'let-through', files: 1 } as const;
  const atIso = `2026-01-02T03:04:0${second}Z`;
  return { entry: `entry ${second}`, series: 'S', title: 'Series', reason: 'may-show-text', verdict, seen, atIso };
}
const releaseAt = (second: number) => {
  return { reason: 'Looked', pixels: unstated, atIso: decisionAt(second).atIso, shown: 'All' };
};
const releasedAt = (second: number, id: number): DecisionAct => {
  return { kind: 'released', ids: [id], release: releaseAt(second) };
};
const leftOut = (...ids: readonly number[]): DecisionAct => ({ kind: 'left-out', ids });
const blankPage = (id: number): DecisionAct => ({
  kind: 'files-decided',
  entries: [{ id, release: null, values: [], document: { kind: 'blank-page', atIso: decisionAt(id).atIso } }],
});

/** @param before the state to begin with: another page's, or that of three held files */
function pageOf(before: Partial<BatchState> = {}) {
  const state = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
  const files = [1, 2, 3].map((id) => fakeFile(id, {}, { outcome: held() }));
  const store = createBatchStore({ ...state, step: 'decide', files, ...before });
  const followed: string[] = [];
  const controls = createDecideControls(
    store,
    async () => void followed.push('workers told'),
    () => void followed.push('planned anew'),
  );
  return { store, controls, followed, state: () => store.getState() };
}

describe('a decision', () => {
  it('opens the entry that is asked for next, or leaves open what is', async () => {
    const { controls, state } = pageOf();
    controls.openEntry('entry 9');
    await controls.decideEntry(decisionAt(1), releasedAt(1, 1));
    expect(state().decide.open).toBe('entry 9');
    await controls.decideEntry(decisionAt(2), releasedAt(2, 2), 'entry 3');
    expect(state().decide.open).toBe('entry 3');
    await controls.decideEntry(decisionAt(3), releasedAt(3, 3), null);
    expect(state().decide.open).toBeNull();
    expect(state().files.map(({ release: given }) => given)).toEqual([releaseAt(1), releaseAt(2), releaseAt(3)]);
  });

  it('has the workers told where they write otherwise since, and otherwise only the plan made anew', async () => {
    const { controls, followed } = pageOf();
    await controls.decideEntry(decisionAt(1), releasedAt(1, 1));
    await controls.decideEntry(decisionAt(2), leftOut(2));
    expect(followed).toEqual(['planned anew', 'planned anew']);
    await controls.decideEntry(decisionAt(3), blankPage(3));
    expect(followed[2]).toBe('workers told');
    await controls.decideEntries([
      { decision: decisionAt(4), act: releasedAt(4, 1) },
      { decision: decisionAt(4), act: blankPage(2) },
    ]);
    expect(followed).toHaveLength(4);
    expect(followed[3]).toBe('workers told');
  });

  it('is refused while files are written, with words', async () => {
    const { controls, followed, state } = pageOf({ step: 'running' });
    const before = state().files;
    await controls.decideEntry(decisionAt(1), releasedAt(1, 1));
    expect([state().files, state().decide.decisions, followed]).toEqual([before, [], []]);
    expect(state().notice).toBe(strings.refusedWhileWriting);
  });
});

describe('Undo', () => {
  it('takes back the last decision alone, and all that were made at once with it', async () => {
    const { controls, state } = pageOf();
    await controls.decideEntry(decisionAt(1), releasedAt(1, 1));
    await controls.decideEntries([
      { decision: decisionAt(2), act: releasedAt(2, 2) },
      { decision: decisionAt(2), act: releasedAt(2, 3) },
    ]);
    await controls.undoDecision();
    expect(state().files.map(({ release: given }) => given)).toEqual([releaseAt(1), null, null]);
    await controls.undoDecision();
    expect(state().files.map(({ release: given }) => given)).toEqual([null, null, null]);
    await controls.undoDecision();
    expect(state().decide.decisions).toEqual([]);
  });

  it('has the workers told, but where left-out files come back as they were', async () => {
    const { controls, followed } = pageOf();
    await controls.decideEntry(decisionAt(1), leftOut(1));
    await controls.decideEntry(decisionAt(2), releasedAt(2, 2));
    followed.length = 0;
    await controls.undoDecision();
    await controls.undoDecision();
    expect(followed).toEqual(['workers told', 'planned anew']);
    await controls.undoDecision();
    expect(followed, 'nothing is left to take back').toHaveLength(2);
  });

  it('from another step takes back the one decision, and opens what waits again', async () => {
    const { controls, store, state } = pageOf();
    await controls.decideEntries([
      { decision: decisionAt(1), act: releasedAt(1, 1) },
      { decision: decisionAt(1), act: releasedAt(1, 2) },
    ]);
    store.dispatch({ kind: 'decide-opened', key: null });
    const [first] = state().decide.decisions;
    await controls.takeDecisionBack(first!);
    expect(state()).toMatchObject({ step: 'decide', decide: { open: 'entry 1' } });
    expect(state().files.map(({ release: given }) => given)).toEqual([null, releaseAt(1), null]);
    await controls.takeDecisionBack(first!);
    expect(state().files[1]?.release, 'it is gone already').toEqual(releaseAt(1));
  });

  it('changes nothing while files are written', async () => {
    const page = pageOf();
    await page.controls.decideEntry(decisionAt(1), releasedAt(1, 1));
    const { controls, state, followed } = pageOf({ ...page.state(), step: 'running' });
    const before = state().files;
    await controls.undoDecision();
    await controls.takeDecisionBack(state().decide.decisions[0]!);
    controls.openDecide('entry 1');
    expect(state()).toMatchObject({ step: 'running', notice: strings.refusedWhileWriting });
    expect([state().files, followed]).toEqual([before, []]);
  });
});

describe('Decide', () => {
  it('opens with the entry that is asked for, or with the one before', () => {
    const { controls, state } = pageOf();
    controls.openDecide('entry 2');
    expect(state().decide.open).toBe('entry 2');
    controls.openDecide();
    expect(state()).toMatchObject({ step: 'decide', decide: { open: 'entry 2' } });
  });

  describe('with hundreds of series', () => {
    const files = Array.from({ length: 300 }, (_, id) =>
      fakeFile(id, { seriesInstanceUid: `2.25.${id}` }, { outcome: held() }),
    );
    const breath = () => new Promise((resolve) => setTimeout(resolve, 50));

    it('lets the page answer first, and opens what was asked for last', async () => {
      const { controls, state } = pageOf({ step: 'review', files });
      controls.openDecide('entry 1');
      controls.openDecide('entry 2');
      expect(state().step).toBe('review');
      await expect.poll(() => state().step).toBe('decide');
      expect(state().decide.open).toBe('entry 2');
    });

    it('opens nothing once the person has gone on to another step', async () => {
      const { controls, store, state } = pageOf({ step: 'result', files });
      controls.openDecide();
      store.dispatch({ kind: 'scan-started', nowMs: 0 });
      await breath();
      expect(state().step).toBe('scanning');
    });

    it('opens another entry at once where the queue is open', () => {
      const { controls, state } = pageOf({ files });
      controls.openDecide('entry 2');
      expect(state().decide.open).toBe('entry 2');
    });
  });
});
