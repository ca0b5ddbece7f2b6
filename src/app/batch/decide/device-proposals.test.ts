import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { deviceFile } from '../../../testing/device-file.ts';
import { held } from '../../../testing/fake-batch.ts';
import type { BatchAction } from '../batch-action.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import { type BoxDraft, ownRectangles, type Rectangle } from '../boxes.ts';
import { groupStudies } from '../derived/group-studies.ts';
import { nothingForetold, standingOf } from '../outcomes.ts';
import { createDeviceList, createDeviceReach, proposedBoxes } from './device-proposals.ts';
import { imageGroup } from './image-group.ts';
import { blankBoxes } from './make-decision.ts';
import { seenNumbers } from './seen-images.ts';
import { createWaitingList, type WaitingEntry } from './waiting-entries.ts';

const may = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;
const waiting: typeof deviceFile = (...parts) => {
  const file = deviceFile(...parts);
  const { scan } = file;
  return { ...file, scan: scan.kind === 'dicom' ? { ...scan, holds: [may] } : scan, outcome: held() };
};
const name: Rectangle = { column: 8, row: 8, columns: 156, rows: 14 };
const draft: BoxDraft = { boxes: [{ id: 0, rectangle: name, isTicked: true }], base: [] };
const small = { rows: 64, columns: 64 };
const files = [waiting(1), waiting(2), waiting(3), waiting(4, { station: 'OTHER' }), waiting(5, {}, small)];
const opened: BatchState = {
  ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)),
  step: 'decide',
  files,
};
const key = opened.projectKey.bytes;
const entriesOf = (state: BatchState) =>
  createWaitingList()(groupStudies(state.files, nothingForetold, 'as-found'), nothingForetold);
const [one] = entriesOf(opened) as [WaitingEntry];
const reduced = (state: BatchState, ...actions: readonly BatchAction[]) => actions.reduce(reduceBatch, state);

function blankedForDevice(state: BatchState): BatchState {
  const subject = {
    entry: one,
    files: one.files,
    seen: seenNumbers(new Map(), 'S', one.files),
    atIso: '2026-01-02T03:04:05Z',
  };
  const after = { ids: [1], seen: { each: 1, inProjections: 0, byDetector: 0, of: 1 } };
  const boxes = { draft, scope: 'device', ids: [1] } as const;
  const { decision, act } = blankBoxes(subject, after, boxes, { placedIn: 2, isFromDevice: false });
  return reduced(state, { kind: 'decided', decision, act, next: null });
}
const proposedIn = (state: BatchState) => {
  const devices = createDeviceList()(state);
  return state.files.map((file) => proposedBoxes([file], devices)?.draft.boxes.map(({ rectangle }) => rectangle) ?? []);
};
const reach = (entries: readonly WaitingEntry[], file = files[0]!, drafts = new Map<string, BoxDraft>()) =>
  createDeviceReach()(one, file, entries, drafts, key);

describe('boxes for the same device', () => {
  const applied = blankedForDevice(opened);

  it('are proposed in other series of the device and size, and blank nothing there', () => {
    expect(proposedIn(opened)).toEqual([[], [], [], [], []]);
    expect(applied.files.map(ownRectangles)).toEqual([[name], [], [], [], []]);
    expect(proposedIn(applied)).toEqual([[], [name], [name], [], []]);
    expect(applied.files.slice(1).map((file) => standingOf(file, nothingForetold).kind)).toEqual([
      'held',
      'held',
      'held',
      'held',
    ]);
    expect(proposedBoxes([files[1]!], createDeviceList()(applied))).toMatchObject({ isFromDevice: true });
  });

  it('are neither taken from nor proposed in a series with several sizes: they would lie elsewhere', () => {
    const mixed = [files[1]!, files[4]!];
    expect(proposedBoxes(mixed, createDeviceList()(applied))).toBeNull();
    const other: WaitingEntry = { ...one, seriesKey: 'T', files: mixed };
    expect(reach([one, other])).toEqual({ kind: 'none', why: 'other-size' });
    expect(createDeviceReach()({ ...one, files: mixed }, files[1]!, [one], new Map(), key)).toMatchObject({
      why: 'several-sizes',
    });
  });

  it('keep a series from being decided together with others', () => {
    const search = { scope: 'none', phase: 'resting' } as BatchState['search'];
    const group = (state: BatchState) =>
      imageGroup(entriesOf(state), { boxes: state.boxes, devices: createDeviceList()(state), search });
    expect(group(opened).alone).toEqual([]);
    expect(group(applied).alone.map(({ entry, cause }) => [entry.files[0]?.id, cause])).toEqual([
      [2, 'boxes'],
      [3, 'boxes'],
    ]);
  });

  it('stay in their series where they were drawn for it alone, and are proposed once where they were drawn twice', () => {
    const own = {
      ...applied,
      boxes: {
        ...applied.boxes,
        decisions: applied.boxes.decisions.map((made) => ({ ...made, scope: 'series' as const })),
      },
    };
    expect(createDeviceList()(own).boxes).toEqual([]);
    const [device] = createDeviceList()(applied).boxes;
    const twice = { boxes: [device!, { ...device!, at: 'later' }], projectKey: key };
    expect(proposedBoxes([files[1]!], twice)?.draft.boxes.map(({ isTicked }) => isTicked)).toEqual([true]);
  });

  it('are none for images that have boxes, and for a list of no files', () => {
    const devices = createDeviceList()(applied);
    expect(proposedBoxes([files[1]!, applied.files[0]!], devices)).toBeNull();
    expect(proposedBoxes([], devices)).toBeNull();
  });

  it('are not proposed where one side of the image is another', () => {
    const devices = createDeviceList()(applied);
    for (const size of [{ rows: 64 }, { columns: 64 }]) {
      const other = waiting(2, {}, { ...sizeOf(files[1]!), ...size });
      expect(proposedBoxes([other], devices)).toBeNull();
      expect(proposedBoxes([files[1]!, other], devices)).toBeNull();
    }
  });

  it('are gone with the decision, all at once', () => {
    const undone = reduced(applied, { kind: 'decision-undone', decision: null });
    expect(proposedIn(undone)).toEqual([[], [], [], [], []]);
    expect(undone.files.map(ownRectangles)).toEqual([[], [], [], [], []]);
  });

  it('stand beside texts that they do not cover', () => {
    const text = (row: number) => ({ box: { ...name, row }, kind: 'other', text: 'DOE', frame: 0 }) as const;
    const search = {
      kind: 'searched',
      texts: [{ ...text(10), box: { ...name, row: 10, column: 10, columns: 100, rows: 8 } }, text(300)],
      isTextBeside: false,
    } as const;
    const found = { ...files[1]!, search };
    const proposed = proposedBoxes([found], createDeviceList()(applied));
    expect(proposed?.draft.boxes.map(({ rectangle }) => rectangle.row)).toEqual([8, 298]);
    expect(new Set(proposed?.draft.boxes.map(({ id }) => id)).size).toBe(2);
  });

  it('take in the rest of a text that they cover for a good part, and leave what stays beside them', () => {
    const text = (box: Rectangle, kind: 'other' | 'measurement') => ({ box, kind, text: 'DOE', frame: 0 }) as const;
    const wider = { ...name, column: 40, columns: 200, rows: 10 };
    const search = {
      kind: 'searched',
      texts: [text(wider, 'other'), text({ ...name, row: 18, column: 180, columns: 60, rows: 10 }, 'measurement')],
      isTextBeside: false,
    } as const;
    const proposed = proposedBoxes([{ ...files[1]!, search }], createDeviceList()(applied));
    expect(
      proposed?.draft.boxes.map(({ rectangle, isTicked }) => [rectangle.column, rectangle.columns, isTicked]),
    ).toEqual([
      [8, 234, true],
      [178, 64, false],
    ]);
  });

  it('are the same object while they are the same', () => {
    const list = createDeviceList();
    const first = list(applied);
    expect(list({ ...applied, files: [...applied.files] })).toBe(first);
    expect(list(opened)).not.toBe(first);
  });

  it('come from opened decisions too, until the key is another one', () => {
    const [device] = createDeviceList()(applied).boxes;
    const devices = [{ ...device!, blanked: { series: 1, last: device!.at } }];
    const state = reduced(opened, { kind: 'decisions-opened', entries: [], devices });
    expect(proposedIn(state)).toEqual([[name], [name], [name], [], []]);
    const projectKey = { bytes: new Uint8Array(32).fill(1), origin: 'loaded', isSaved: true } as const;
    expect(reduced(state, { kind: 'key-changed', projectKey }).boxes.devices).toEqual([]);
  });

  it('of opened decisions go one by one and come back, and no file is another one for it', () => {
    const [device] = createDeviceList()(applied).boxes;
    const devices = [{ ...device!, blanked: { series: 1, last: device!.at } }];
    const state = reduced(opened, { kind: 'decisions-opened', entries: [], devices });
    const without = reduced(state, { kind: 'decisions-opened', entries: [], devices: [] });
    expect(without.files).toBe(state.files);
    expect(proposedIn(without)).toEqual([[], [], [], [], []]);
    expect(proposedIn(reduced(without, { kind: 'decisions-opened', entries: [], devices }))).toEqual(proposedIn(state));
  });
});

function sizeOf({ scan }: (typeof files)[number]) {
  return scan.kind === 'dicom' ? { rows: scan.summary.rows, columns: scan.summary.columns } : small;
}

describe('the reach of a device', () => {
  it('counts the series that wait for a look at their images, with the one that is open', () => {
    expect(reach(entriesOf(opened))).toEqual({ kind: 'series', count: 3 });
    const drawnIn = entriesOf(opened).find(({ files: [file] }) => file?.id === 2)!;
    expect(reach(entriesOf(opened), files[0], new Map([[drawnIn.seriesKey, draft]]))).toEqual({
      kind: 'series',
      count: 2,
    });
  });

  it('counts no series that waits for another reason, and none with boxes', () => {
    const [first, second, third] = entriesOf(opened) as [WaitingEntry, WaitingEntry, WaitingEntry];
    expect(reach([first, { ...second, reason: 'report' }, third])).toEqual({ kind: 'series', count: 2 });
    const boxed = { ...second, files: [...second.files, blankedForDevice(opened).files[0]!] };
    expect(reach([first, boxed, third])).toEqual({ kind: 'series', count: 2 });
  });

  it('is counted anew under another key', () => {
    const reachOf = createDeviceReach();
    const entries = entriesOf(opened);
    const count = (under: Uint8Array) => reachOf(one, files[0]!, entries, new Map(), under);
    expect(count(key)).toEqual({ kind: 'series', count: 3 });
    expect(count(new Uint8Array(32).fill(9))).toEqual({ kind: 'series', count: 3 });
  });

  it('says why it is none', () => {
    expect(reach([one])).toEqual({ kind: 'none', why: 'no-other' });
    expect(reach(entriesOf({ ...opened, files: [files[0]!, files[3]!] }))).toEqual({ kind: 'none', why: 'no-other' });
    expect(reach(entriesOf({ ...opened, files: [files[0]!, files[4]!] }))).toEqual({ kind: 'none', why: 'other-size' });
    for (const unnamed of [{ model: '' }, { station: '' }])
      expect(reach(entriesOf(opened), waiting(1, unnamed))).toEqual({ kind: 'none', why: 'unknown-device' });
  });
});
