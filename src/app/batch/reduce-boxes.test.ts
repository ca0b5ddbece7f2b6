import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, fakeFile, held, notDicom } from '../../testing/fake-batch.ts';
import { allSeen, everyImage } from '../../testing/pixel-statements.ts';
import type { BatchAction } from './batch-action.ts';
import { type BatchState, createBatchState } from './batch-state.ts';
import { reduceBatch } from './batch-store.ts';
import { type BoxDraft, noBoxes, ownRectangles, type Rectangle } from './boxes.ts';
import { losesWork } from './derived/loses-work.ts';
import { lastDecision } from './reduce-boxes.ts';

const series = 'S';
const name: Rectangle = { column: 1, row: 2, columns: 30, rows: 8 };
const room: Rectangle = { ...name, row: 40 };
const draftOf = (...rectangles: readonly Rectangle[]): BoxDraft => ({
  boxes: rectangles.map((rectangle, id) => ({ id, rectangle, isTicked: true })),
  base: [],
});

function stateOf(...files: readonly BatchFile[]): BatchState {
  const empty = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));
  return { ...empty, step: 'review', files };
}

const apply = (draft: BoxDraft, ids: readonly number[]): Extract<BatchAction, { kind: 'boxes-applied' }> => ({
  kind: 'boxes-applied',
  series,
  draft,
  scope: ids.length > 1 ? 'series' : 'image',
  ids,
  atIso: '2026-01-02T03:04:05Z',
  shown: 'One of two',
});
const reduced = (state: BatchState, ...actions: readonly BatchAction[]) => actions.reduce(reduceBatch, state);
const boxesIn = ({ files }: BatchState) => files.map(ownRectangles);

describe('applied boxes', () => {
  const open = stateOf(fakeFile(1, {}, { outcome: held() }), fakeFile(2, {}, { outcome: held() }), fakeFile(3));

  it('are in the files they are about, which are planned anew, and in no others', () => {
    const drawn = reduced(open, { kind: 'boxes-drawn', series, draft: draftOf(name) });
    expect(boxesIn(drawn), 'drawn is not applied').toEqual([[], [], []]);
    const applied = reduced(drawn, apply(draftOf(name), [1, 2]));
    expect(boxesIn(applied)).toEqual([[name], [name], []]);
    expect(applied.files.map(({ outcome }) => outcome)).toEqual([null, null, null]);
    expect(applied.boxes.drafts.size).toBe(0);
    expect(applied.files[0]?.redaction?.review).toBe('not-all-seen');
    expect(losesWork(applied)).toBe(true);
  });

  it('reach every copy of an instance: another one would leave with what they hide', () => {
    const copies = stateOf(
      fakeFile(1, { sopInstanceUid: '2.25.5' }),
      fakeFile(2, { sopInstanceUid: '2.25.5' }),
      fakeFile(3),
    );
    expect(boxesIn(reduced(copies, apply(draftOf(name), [1])))).toEqual([[name], [name], []]);
  });

  it('are said to have been seen in the files alone that were measured', () => {
    const applied = reduced(open, { ...apply(draftOf(name), [1, 2]), after: { ids: [2], seen: everyImage } });
    expect(applied.files.map(({ redaction }) => redaction?.review ?? null)).toEqual(['not-all-seen', 'seen', null]);
    expect(applied.files[0]?.redaction).not.toHaveProperty('seen');
  });

  it('pass over what is no DICOM file, or not here any more', () => {
    const state = stateOf(fakeFile(1), fakeFile(2, {}, { scan: notDicom }));
    const applied = reduced(state, apply(draftOf(name), [1, 2, 99]));
    expect(boxesIn(applied)).toEqual([[name], []]);
    expect(applied.files[1]).toBe(state.files[1]);
    expect([...applied.boxes.decisions[0]!.before.keys()]).toEqual([1]);
  });

  it('are gone from a file when the last one is deleted, and it is as if there had been none', () => {
    const applied = reduced(open, apply(draftOf(name), [1]), apply({ boxes: [], base: [name] }, [1]));
    expect(applied.files[0]).not.toHaveProperty('redaction');
    const undone = reduced(applied, { kind: 'boxes-taken-back', series });
    expect(boxesIn(undone)).toEqual([[name], [], []]);
  });

  it('leave the boxes that single files have beside', () => {
    const own = reduced(open, apply(draftOf(room), [2]));
    expect(boxesIn(reduced(own, apply(draftOf(name), [1, 2])))).toEqual([[name], [name, room], []]);
  });

  it('reach files that are left out, which have no outcome to return to then', () => {
    const left = reduced(open, { kind: 'left-out', ids: [1] }, apply(draftOf(name), [1, 2]));
    expect(boxesIn(left)).toEqual([[name], [name], []]);
    expect(left.files[0]?.outcome).toMatchObject({ kind: 'skipped', code: 'left-out' });
    expect(left.leftOut.get(1)).toBeNull();
  });

  it('take back the statement that the image shows nothing, and nothing else of a release', () => {
    const release = { reason: 'r', pixels: allSeen, atIso: 't', shown: 's' } as const;
    const state = stateOf(fakeFile(1, {}, { release: { ...release, covers: 'images' } }), fakeFile(2, {}, { release }));
    const applied = reduced(state, apply(draftOf(name), [1, 2]));
    expect(applied.files.map((file) => file.release)).toEqual([null, { ...release, pixels: { kind: 'unstated' } }]);
    expect(
      reduced(applied, { kind: 'boxes-taken-back', series }).files[0]?.release,
      'nor is it given again',
    ).toBeNull();
  });

  it('stay under another profile and key, and go when the batch does', () => {
    const applied = reduced(open, apply(draftOf(name), [1]));
    const changed = reduced(
      applied,
      { kind: 'profile-changed', profile: createProfile('ps315-basic') },
      {
        kind: 'key-changed',
        projectKey: { bytes: new Uint8Array(32).fill(1), origin: 'loaded', isSaved: true },
      },
    );
    expect(boxesIn(changed)).toEqual([[name], [], []]);
    expect(lastDecision(changed, series)).not.toBeNull();
    const over = reduced(changed, { kind: 'boxes-drawn', series, draft: draftOf(room) }, { kind: 'started-over' });
    expect(over.boxes).toEqual(noBoxes);
  });

  it('make what is saved out of date', () => {
    const archive = { kind: 'folder', folderName: 'f', sizeBytes: 1 } as const;
    const saved = {
      ...stateOf(fakeFile(1, {}, { outcome: deidentified })),
      archives: [{ number: 1, archive, files: 1, layout: 'pseudonyms' as const, isOutOfDate: false }],
    };
    expect(reduced(saved, apply(draftOf(name), [1])).archives[0]?.isOutOfDate).toBe(true);
  });
});

describe('boxes that are taken back', () => {
  const open = stateOf(fakeFile(1), fakeFile(2));

  it('give the files what they had before, and are there to be drawn on', () => {
    const first = reduced(open, apply(draftOf(room), [2]));
    const second = reduced(first, apply(draftOf(name), [1, 2]));
    const undone = reduced(second, { kind: 'boxes-taken-back', series });
    expect(boxesIn(undone)).toEqual([[], [room]]);
    expect(undone.boxes.drafts.get(series)?.boxes.map(({ rectangle }) => rectangle)).toEqual([name]);
    const all = reduced(undone, { kind: 'boxes-taken-back', series });
    expect(boxesIn(all)).toEqual([[], []]);
    expect(lastDecision(all, series)).toBeNull();
    expect(reduced(all, { kind: 'boxes-taken-back', series })).toEqual(all);
  });

  it('give back no boxes beside which the search has found a text since', () => {
    const first = reduced(open, apply(draftOf(room), [2]), apply(draftOf(name), [1, 2]));
    const texts = [{ box: { ...name, row: 90 }, kind: 'other', text: null, frame: 0 }] as const;
    const files = first.files.map((file) => ({
      ...file,
      search: { kind: 'searched', texts, isTextBeside: false } as const,
    }));
    const undone = reduced({ ...first, files }, { kind: 'boxes-taken-back', series });
    expect(boxesIn(undone)).toEqual([[], [room]]);
    expect(undone.files[1]?.redaction?.review).toBe('by-program');
  });

  it('leave what has been drawn since', () => {
    const applied = reduced(open, apply(draftOf(name), [1]));
    const more = [...draftOf(name).boxes, { id: 7, rectangle: room, isTicked: true }];
    const undone = reduced(
      applied,
      { kind: 'boxes-drawn', series, draft: { boxes: more, base: [name] } },
      { kind: 'boxes-taken-back', series },
    );
    expect(undone.boxes.drafts.get(series)?.boxes).toEqual(more);
  });

  it('keep both boxes where one drawn since has the number of one that was decided', () => {
    const drawn = { boxes: [{ id: 0, rectangle: room, isTicked: true }], base: [] };
    const undone = reduced(
      reduced(open, apply(draftOf(name), [1])),
      { kind: 'boxes-drawn', series, draft: drawn },
      { kind: 'boxes-taken-back', series },
    );
    expect(undone.boxes.drafts.get(series)?.boxes).toEqual([
      { id: 0, rectangle: room, isTicked: true },
      { id: 1, rectangle: name, isTicked: true },
    ]);
  });

  it('are each told apart by number from those that were drawn since', () => {
    const [other, more] = [
      { ...name, row: 100 },
      { ...name, row: 200 },
    ];
    const undone = reduced(
      reduced(open, apply(draftOf(name, room), [1])),
      { kind: 'boxes-drawn', series, draft: draftOf(other, more) },
      { kind: 'boxes-taken-back', series },
    );
    const boxes = undone.boxes.drafts.get(series)?.boxes ?? [];
    expect(boxes.map(({ rectangle }) => rectangle)).toEqual([other, more, name, room]);
    expect(new Set(boxes.map(({ id }) => id)).size).toBe(4);
  });

  it('wait for boxes that another series has put over the same instance since', () => {
    const copies = stateOf(fakeFile(1, { sopInstanceUid: '2.25.5' }), fakeFile(2, { sopInstanceUid: '2.25.5' }));
    const first = reduced(copies, apply(draftOf(name), [1]));
    const both = reduced(first, { ...apply(draftOf(room), [2]), series: 'T' });
    expect(boxesIn(both)).toEqual([
      [name, room],
      [name, room],
    ]);
    expect(lastDecision(both, series)).toBeNull();
    expect(reduced(both, { kind: 'boxes-taken-back', series })).toBe(both);
    const undone = reduced(both, { kind: 'boxes-taken-back', series: 'T' });
    expect(boxesIn(undone)).toEqual([[name], [name]]);
    expect(boxesIn(reduced(undone, { kind: 'boxes-taken-back', series }))).toEqual([[], []]);
  });

  it('wait for them also where the other series has more files than those', () => {
    const uid = { sopInstanceUid: '2.25.5' };
    const first = reduced(stateOf(fakeFile(1, uid), fakeFile(2, uid), fakeFile(3)), apply(draftOf(name), [1]));
    const both = reduced(first, { ...apply(draftOf(room), [2, 3]), series: 'T' });
    expect(reduced(both, { kind: 'boxes-taken-back', series })).toBe(both);
  });

  it('do not wait for boxes that another series has put over other instances', () => {
    const both = reduced(open, apply(draftOf(name), [1]), { ...apply(draftOf(room), [2]), series: 'T' });
    expect(boxesIn(reduced(both, { kind: 'boxes-taken-back', series }))).toEqual([[], [room]]);
  });

  it('leave the boxes that are drawn in other series', () => {
    const other = draftOf(room);
    const applied = reduced(open, { kind: 'boxes-drawn', series: 'T', draft: other }, apply(draftOf(name), [1]));
    const undone = reduced(applied, { kind: 'boxes-taken-back', series });
    expect(undone.boxes.drafts.get('T')).toEqual(other);
    expect(reduced(undone, { kind: 'boxes-drawn', series: 'T', draft: null }).boxes.drafts.has('T')).toBe(false);
  });

  it('are those of this series alone', () => {
    const applied = reduced(open, apply(draftOf(name), [1]));
    expect(reduced(applied, { kind: 'boxes-taken-back', series: 'other' })).toBe(applied);
  });
});

it('a box that is not ticked stays drawn when the others are applied', () => {
  const [ticked, unticked] = draftOf(name, room).boxes;
  const draft = { boxes: [ticked!, { ...unticked!, isTicked: false }], base: [] };
  const applied = reduced(stateOf(fakeFile(1)), apply(draft, [1]));
  expect(boxesIn(applied)).toEqual([[name]]);
  expect(applied.boxes.drafts.get(series)).toEqual({ boxes: draft.boxes, base: [name] });
});
