import { describe, expect, it, vi } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import type { BoxDraft } from '../boxes.ts';
import { groupStudies } from '../derived/group-studies.ts';
import { nothingForetold } from '../outcomes.ts';
import { createDeviceList } from './device-proposals.ts';
import { imageGroup, markTogether, releaseMarked } from './image-group.ts';
import { withSightings } from './seen-images.ts';
import { createWaitingList, type WaitingEntry } from './waiting-entries.ts';

const start = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));

function waiting(id: number, series: number, parts: Partial<BatchFile> = {}): BatchFile {
  const { scan, ...file } = fakeFile(id, { seriesInstanceUid: `2.25.${series}`, seriesNumber: String(series) });
  const risky = scan.kind === 'dicom' ? ({ ...scan, imageRisk: 'A' } as const) : scan;
  return { ...file, scan: risky, outcome: held(), ...parts };
}

const textOf = (kind: 'header' | 'other' | 'measurement') => ({
  search: {
    kind: 'searched',
    texts: [{ box: { column: 1, row: 1, columns: 40, rows: 9 }, kind, text: null, frame: 0 }],
    isTextBeside: false,
  } as const,
});

const entriesOf = (...files: readonly BatchFile[]) =>
  createWaitingList()(groupStudies(files, nothingForetold, 'as-found'), nothingForetold);
const known = (parts: Partial<BatchState> = {}) => {
  const state = { ...start, ...parts };
  return { boxes: state.boxes, search: state.search, devices: createDeviceList()(state) };
};
const drawn = (seriesKey: string, isTicked: boolean) => {
  const box = { id: 0, rectangle: { column: 1, row: 2, columns: 3, rows: 4 }, isTicked };
  const draft: BoxDraft = { boxes: [box], base: [] };
  return { boxes: { ...start.boxes, drafts: new Map([[seriesKey, draft]]) } };
};
const causes = (entries: readonly WaitingEntry[], parts: Partial<BatchState> = {}) => {
  const { together, alone } = imageGroup(entries, known(parts));
  const title = ({ seriesKey }: WaitingEntry) => entries.findIndex((entry) => entry.seriesKey === seriesKey) + 1;
  return { together: together.map(title), alone: alone.map(({ entry, cause }) => `${title(entry)}: ${cause}`) };
};

describe('series that wait for a look at their images', () => {
  it('are decided together, but for those with text, boxes, or no way out', () => {
    const entries = entriesOf(
      waiting(1, 1),
      waiting(2, 2, textOf('measurement')),
      waiting(3, 3, textOf('header')),
      waiting(4, 4),
      waiting(5, 4, textOf('other')),
      waiting(6, 5, { outcome: held({ isReleasable: false }) }),
      waiting(7, 6),
      waiting(8, 6, { redaction: { areas: [], review: 'not-all-seen' } }),
      waiting(9, 7, { outcome: held({ kind: 'structured-content' }) }),
    );
    expect(causes(entries)).toEqual({
      together: [1, 2],
      alone: ['3: text', '4: text', '5: not-releasable', '6: boxes'],
    });
  });

  it('stand alone while they are checked again', () => {
    const [entry] = entriesOf(waiting(1, 1));
    expect(causes([{ ...entry!, isChecking: true }]).alone).toEqual(['1: checking']);
  });

  it('stand alone with boxes that are drawn and ticked, and for no longer', () => {
    const entries = entriesOf(waiting(1, 1), waiting(2, 2));
    const key = entries[1]!.seriesKey;
    expect(causes(entries, drawn(key, true)).alone).toEqual(['2: boxes']);
    expect(causes(entries, drawn(key, false)).alone).toEqual([]);
    expect(causes(entries).alone).toEqual([]);
  });

  it('stand alone while the detector has to look at them, unless a person has stopped it', () => {
    const entries = entriesOf(waiting(1, 1), waiting(2, 2, textOf('measurement')));
    expect(causes(entries, { search: { scope: 'all', phase: 'searching' } }).alone).toEqual(['1: searching']);
    expect(causes(entries, { search: { scope: 'all', phase: 'stopped' } }).alone).toEqual([]);
    expect(causes(entries, { search: { scope: 'none', phase: 'searching' } }).alone).toEqual([]);
  });
});

describe('a page of several series that is marked as seen', () => {
  const entries = entriesOf(waiting(1, 1), waiting(2, 1), waiting(3, 2));
  const [one, two] = entries as [WaitingEntry, WaitingEntry];
  const sighting = ({ seriesKey }: WaitingEntry, id: number) => ({ series: seriesKey, id, frame: 0, blanked: [] });

  it('releases the series of which every image was marked, with its own numbers', () => {
    const marked = withSightings(new Map(), 'each', [sighting(one, 1), sighting(two, 3)]);
    const made = releaseMarked(entries, marked, { atIso: 't' });
    expect(made.map(({ decision }) => [decision.series, decision.seen, decision.atIso])).toEqual([
      [two.seriesKey, { each: 1, inProjections: 0, byDetector: 0, of: 1 }, 't'],
    ]);
    expect(releaseMarked(entries, new Map(), { atIso: 't' })).toEqual([]);
  });

  it('adds to what was marked before, leaves the queue where it is, and decides nothing about half a series', () => {
    const [markPage, decideEntries] = [vi.fn(), vi.fn(async () => undefined)];
    const desk = { markPage, decideEntries };
    markTogether(desk, entries, [sighting(one, 1)], { marked: new Map(), open: 'open', initials: '' });
    expect([markPage.mock.calls, decideEntries.mock.calls]).toEqual([[[[sighting(one, 1)]]], []]);
    const marked = withSightings(new Map(), 'each', [sighting(one, 1)]);
    markTogether(desk, entries, [sighting(one, 2)], { marked, open: 'open', initials: '' });
    expect(decideEntries).toHaveBeenCalledExactlyOnceWith(
      [expect.objectContaining({ decision: expect.objectContaining({ series: one.seriesKey }) })],
      'open',
    );
  });
});
