import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import type { BatchAction } from '../batch-action.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import { ownRectangles } from '../boxes.ts';
import { groupStudies } from '../derived/group-studies.ts';
import type { ValueDecision } from '../file-decisions.ts';
import { nothingForetold, standingOf } from '../outcomes.ts';
import type { Decision } from './decide-state.ts';
import {
  blankBoxes,
  type DecisionSubject,
  leaveFilesOut,
  letFilesThrough,
  type MadeDecision,
  sayNothingIdentifying,
  switchPurpose,
} from './make-decision.ts';
import { decisionsInForce, lastMade, takeable } from './reduce-decide.ts';
import { seenNumbers } from './seen-images.ts';
import { createWaitingList, type WaitingEntry } from './waiting-entries.ts';

const may = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;

/** Held by its header already, so that it waits again once a decision is taken back. */
function waiting(id: number, series: number): BatchFile {
  const { scan, ...file } = fakeFile(id, { seriesInstanceUid: `2.25.${series}`, seriesNumber: String(series) });
  return { ...file, scan: scan.kind === 'dicom' ? { ...scan, holds: [may] } : scan, outcome: held() };
}

const files = [waiting(1, 1), waiting(2, 1), waiting(3, 2), waiting(4, 3)];
const opened: BatchState = {
  ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)),
  step: 'decide',
  files,
};
const entriesOf = (state: BatchState) =>
  createWaitingList()(groupStudies(state.files, nothingForetold, 'as-found'), nothingForetold);
const [one, two, three] = entriesOf(opened) as [WaitingEntry, WaitingEntry, WaitingEntry];
const reduced = (state: BatchState, ...actions: readonly BatchAction[]) => actions.reduce(reduceBatch, state);
const undone: BatchAction = { kind: 'decision-undone', decision: null };

let minute = 0;
function subjectOf(entry: WaitingEntry, state: BatchState, some = entry.files): DecisionSubject {
  minute += 1;
  const seen = seenNumbers(state.decide.seen, entry.seriesKey, some);
  return { entry, files: some, seen, atIso: `2026-01-02T03:${String(minute).padStart(2, '0')}:00Z` };
}
const seenOf = (each: number) => ({ each, inProjections: 0, byDetector: 0, of: 2 });
const decided = ({ decision, act }: MadeDecision): BatchAction => ({ kind: 'decided', decision, act, next: null });
const look = (state: BatchState, { seriesKey }: WaitingEntry, ...ids: readonly number[]) =>
  reduced(
    state,
    ...ids.map(
      (id) =>
        ({ kind: 'images-seen', how: 'each', sightings: [{ series: seriesKey, id, frame: 0, blanked: [] }] }) as const,
    ),
  );
const standings = (state: BatchState) => state.files.map((file) => standingOf(file, nothingForetold).kind);
const said = (state: BatchState, entry: WaitingEntry) => {
  const made = sayNothingIdentifying(subjectOf(entry, state));
  return made === null ? state : reduced(state, decided(made));
};

describe('decisions about the same files', () => {
  const both = said(look(opened, one, 1, 2), one);
  const through = (state: BatchState, some: DecisionSubject['files'] = one.files.slice(0, 1)) =>
    reduced(state, decided(letFilesThrough(subjectOf(one, state, some), 'Known device')));
  const takeBack = (state: BatchState, decision: Decision): BatchState =>
    reduced(state, { kind: 'decision-undone', decision });
  const blankOne = (state: BatchState, id: number) => {
    const some = one.files.filter((file) => file.id === id);
    const after = { ids: [id], seen: seenOf(1) };
    return reduced(
      state,
      decided(blankBoxes(subjectOf(one, state, some), after, { draft: oneBox, scope: 'image', ids: [id] })),
    );
  };
  const oneBox = {
    boxes: [{ id: 0, rectangle: { column: 1, row: 2, columns: 30, rows: 8 }, isTicked: true }],
    base: [],
  };
  const listed = (state: BatchState) => decisionsInForce(state).map(({ verdict }) => verdict.kind);
  const areTakeable = (state: BatchState) => decisionsInForce(state).map((made) => [...takeable(state)].includes(made));

  it('are taken back in their order alone, so that none comes into force again', () => {
    const state = through(both);
    const [nothing, let1] = state.decide.decisions;
    expect(areTakeable(state)).toEqual([false, true]);
    expect(takeBack(state, nothing!)).toBe(state);
    const back = takeBack(state, let1!);
    expect([listed(back), areTakeable(back)]).toEqual([['nothing-identifying'], [true]]);
    const start = takeBack(back, nothing!);
    expect([standings(start), listed(start)]).toEqual([['held', 'held', 'held', 'held'], []]);
    expect(start.files.map(({ release }) => release)).toEqual([null, null, null, null]);
  });

  it('are in force as long as a later one keeps what they said', () => {
    expect(listed(through(both, one.files))).toEqual(['nothing-identifying', 'let-through']);
    expect(listed(through(through(both, one.files), one.files)), 'the second one keeps nothing').toEqual([
      'let-through',
    ]);
  });

  it('are taken back with what was said elsewhere on the page on top of them', () => {
    const release = { reason: 'r', pixels: { kind: 'unstated' }, atIso: 't', shown: 's' } as const;
    const onTop = reduced(both, { kind: 'released', ids: [1], release });
    const back = takeBack(onTop, onTop.decide.decisions[0]!);
    expect(back.files.map((file) => file.release)).toEqual([null, null, null, null]);
  });

  it('say nothing of the pixels of an image that was blanked since', () => {
    const boxed = reduced(through(both, one.files), {
      kind: 'boxes-applied',
      series: one.seriesKey,
      draft: oneBox,
      scope: 'image',
      ids: [1],
      atIso: '2027-01-01T00:00:00Z',
      shown: 's',
    });
    const back = takeBack(boxed, boxed.decide.decisions[1]!);
    expect(back.files.map(({ release }) => release?.pixels.kind)).toEqual([
      undefined,
      'nothing-identifying',
      undefined,
      undefined,
    ]);
  });

  it('wait for a switch of the purpose that would give them back', () => {
    const state = through(both);
    const switched = reduced(state, decided(switchPurpose(subjectOf(two, state), 'neuroimaging')));
    expect(switched.files.map(({ release }) => release?.pixels.kind)).toEqual([
      undefined,
      'nothing-identifying',
      undefined,
      undefined,
    ]);
    expect([listed(switched), areTakeable(switched)]).toEqual([
      ['nothing-identifying', 'purpose-switched'],
      [false, true],
    ]);
    const back = takeBack(switched, switched.decide.decisions[2]!);
    expect(listed(back)).toEqual(['nothing-identifying', 'let-through']);
  });

  it('stay on the list where an earlier one of other files is taken back while they are not in force', () => {
    const left = reduced(opened, decided(leaveFilesOut(subjectOf(two, opened))));
    const state = through(left);
    const switched = reduced(state, decided(switchPurpose(subjectOf(two, state), 'neuroimaging')));
    expect(listed(switched)).toEqual(['left-out', 'purpose-switched']);
    const back = takeBack(switched, switched.decide.decisions[0]!);
    expect(listed(reduced(back, undone))).toEqual(['let-through']);
  });

  it('that were lost elsewhere and came back with saved decisions are not taken back to what was before them', () => {
    const earlier = { reason: 'r', pixels: { kind: 'unstated' }, atIso: 't', shown: 's' } as const;
    const state = through(reduced(opened, { kind: 'released', ids: [1, 2], release: earlier }), one.files);
    const found = { uid: '', boxes: null, values: [], document: null, search: null, isLeftOut: false, isShared: false };
    const entries = state.files.slice(0, 2).map(({ id, release }) => ({ ...found, id, release }));
    const opening = { kind: 'decisions-opened', entries, devices: [] } as const;
    const lost = reduced(state, { kind: 'released', ids: [1, 2], release: null });
    const again = reduced(lost, opening);
    expect(again.files[0]?.release).toBe(state.files[0]?.release);
    expect(listed(again)).toEqual([]);
    expect(reduced(again, undone).files).toBe(again.files);
    const half = reduced(state, { kind: 'released', ids: [1], release: null }, opening, undone);
    expect(half.files.map(({ release }) => release).slice(0, 2)).toEqual([state.files[0]?.release, earlier]);
    expect(listed(reduced(state, opening)), 'what was never lost stays').toEqual(['let-through']);
  });

  it('that blank single images of a series are each listed, and the last one is taken back first', () => {
    const state = blankOne(blankOne(opened, 1), 2);
    expect([listed(state), areTakeable(state)]).toEqual([
      ['blanked', 'blanked'],
      [false, true],
    ]);
    const back = takeBack(state, state.decide.decisions[1]!);
    expect([listed(back), areTakeable(back)]).toEqual([['blanked'], [true]]);
    expect(standings(takeBack(back, back.decide.decisions[0]!))).toEqual(['held', 'held', 'held', 'held']);
  });

  it('that change a value again are taken back before the first one, which is whole again then', () => {
    const change = (state: BatchState, ids: readonly number[], value: ValueDecision) => {
      const { decision } = letFilesThrough({ ...subjectOf(one, state), atIso: value.atIso }, 'r');
      const entries = ids.map((id) => ({ id, release: null, values: [value], document: null }));
      return reduced(state, decided({ decision, act: { kind: 'files-decided', entries } }));
    };
    const first = { kind: 'replace', path: 'A', text: 'B', atIso: '2027-01-01T00:00:00Z' } as const;
    const second = { kind: 'remove', path: 'A', atIso: '2027-01-02T00:00:00Z' } as const;
    const state = change(change(opened, [1, 2], first), [1], second);
    expect(areTakeable(state)).toEqual([false, true]);
    expect(takeBack(state, state.decide.decisions[0]!)).toBe(state);
    const back = reduced(state, undone);
    expect(back.files.slice(0, 2).map(({ values }) => values)).toEqual([[first], [first]]);
    expect(reduced(back, undone).files.map(({ values }) => values)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('boxes of two series', () => {
  const blankIn = (state: BatchState, entry: WaitingEntry, id: number, atIso: string) => {
    const box = { id: 0, rectangle: { column: 1, row: 2, columns: 30, rows: 8 }, isTicked: true };
    const boxes = { draft: { boxes: [box], base: [] }, scope: 'series', ids: [id] } as const;
    const made = blankBoxes({ ...subjectOf(entry, state), atIso }, { ids: [id], seen: seenOf(1) }, boxes);
    return reduced(state, decided(made));
  };
  const both = blankIn(blankIn(opened, two, 3, 'a'), three, 4, 'b');
  const left = (state: BatchState) => decisionsInForce(state).map(({ series }) => series);

  it('go each for itself, when its decision is taken back here or in the image view', () => {
    expect(left(both)).toEqual([two.seriesKey, three.seriesKey]);
    const gone = reduced(both, { kind: 'boxes-taken-back', series: two.seriesKey });
    expect(left(gone)).toEqual([three.seriesKey]);
    const back = reduced(both, { kind: 'decision-undone', decision: both.decide.decisions[0]! });
    expect(back.files.map((file) => ownRectangles(file).length)).toEqual([0, 0, 0, 1]);
  });

  it('stay listed one by one where a series has got more of them, and the last one goes first', () => {
    const more = blankIn(both, two, 3, 'c');
    const undo = (state: BatchState, at: number) =>
      reduced(state, { kind: 'decision-undone', decision: state.decide.decisions[at]! });
    expect(undo(more, 0)).toBe(more);
    expect(left(undo(more, 2))).toEqual([two.seriesKey, three.seriesKey]);
  });
});

it('what was left out before stays out when a decision to leave its series out is taken back', () => {
  const before = reduced(opened, { kind: 'left-out', ids: [1] });
  const both = reduced(before, decided(leaveFilesOut(subjectOf(one, before))));
  expect(standings(both).slice(0, 2)).toEqual(['skipped', 'skipped']);
  expect(standings(reduced(both, undone)).slice(0, 2)).toEqual(['skipped', 'held']);
  const half = reduced(reduced(opened, decided(leaveFilesOut(subjectOf(one, opened)))), { kind: 'put-back', ids: [1] });
  expect(lastMade(half)?.verdict.kind, 'a file of it is still out').toBe('left-out');
});
