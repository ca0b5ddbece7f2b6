import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { type BatchState, createBatchState } from '../../batch/batch-state.ts';
import { createBatchStore } from '../../batch/batch-store.ts';
import { markTogether, releaseMarked } from '../../batch/decide/image-group.ts';
import { type Sighting, seenNumbers } from '../../batch/decide/seen-images.ts';
import { createWaitingList, type WaitingEntry } from '../../batch/decide/waiting-entries.ts';
import { groupStudies } from '../../batch/derived/group-studies.ts';
import { nothingForetold, standingOf } from '../../batch/outcomes.ts';
import { createDecideControls } from './decide-entries.ts';

const may = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;

function waiting(id: number, series: number, parts: Partial<BatchFile> = {}, frames = 1): BatchFile {
  const { scan, ...file } = fakeFile(id, { seriesInstanceUid: `2.25.${series}`, seriesNumber: String(series), frames });
  const risky = scan.kind === 'dicom' ? ({ ...scan, holds: [may], imageRisk: 'A' } as const) : scan;
  return { ...file, scan: risky, outcome: held(), ...parts };
}

function pageOf(files: readonly BatchFile[]) {
  const start: BatchState = {
    ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)),
    step: 'decide',
    files,
  };
  const store = createBatchStore(start);
  const list = createWaitingList();
  const entries = () => list(groupStudies(store.getState().files, nothingForetold, 'as-found'), nothingForetold);
  const controls = createDecideControls(
    store,
    () => Promise.resolve(),
    () => undefined,
  );
  return {
    store,
    entries,
    controls,
    /** As *Mark page as seen* does it. */
    mark: (sightings: readonly Sighting[]) => {
      // Two decisions of one time are one for Undo: no person presses twice in a millisecond, a test does.
      vi.advanceTimersByTime(1);
      markTogether(controls, entries(), sightings, store.getState().decide);
    },
    standings: () => store.getState().files.map((file) => standingOf(file, nothingForetold).kind),
  };
}

const sighting = ({ seriesKey }: WaitingEntry, id: number, frame = 0): Sighting => ({
  series: seriesKey,
  id,
  frame,
  blanked: [],
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe('pages of several series', () => {
  const files = [waiting(1, 1), waiting(2, 1), waiting(3, 2), waiting(4, 3, {}, 2)];

  it('release the series of which every image was marked, each with its own numbers, and leave the others', async () => {
    const page = pageOf(files);
    const [one, two, three] = page.entries() as [WaitingEntry, WaitingEntry, WaitingEntry];
    page.mark([sighting(one, 1), sighting(two, 3), sighting(three, 4, 0)]);
    expect(page.standings()).toEqual(['held', 'held', 'ready', 'held']);
    page.mark([sighting(one, 2), sighting(three, 4, 1)]);
    expect(page.standings()).toEqual(['ready', 'ready', 'ready', 'ready']);
    const said = page.store.getState().files.map(({ release }) => release?.pixels);
    expect(said).toMatchObject([1, 1, 1, 1].map((_, n) => ({ seen: { each: [2, 2, 1, 2][n], of: [2, 2, 1, 2][n] } })));
    // Both series of the second page come back by one Undo. What was seen stays seen, and has to be marked anew.
    await page.controls.undoDecision();
    expect(page.standings()).toEqual(['held', 'held', 'ready', 'held']);
    await page.controls.undoDecision();
    expect(page.standings()).toEqual(['held', 'held', 'held', 'held']);
    const { seen, marked } = page.store.getState().decide;
    expect(page.entries().map(({ seriesKey, files }) => seenNumbers(seen, seriesKey, files).each)).toEqual([2, 1, 2]);
    expect([releaseMarked(page.entries(), marked, { atIso: '' }), marked.size]).toEqual([[], 0]);
    page.mark([]);
    expect(page.standings()).toEqual(['held', 'held', 'held', 'held']);
  });

  it('release no series for images that were only on the screen elsewhere', () => {
    const page = pageOf(files);
    const [one] = page.entries() as [WaitingEntry];
    page.controls.noteSeen([sighting(one, 1)]);
    page.mark([sighting(one, 2)]);
    expect(page.standings()).toEqual(['held', 'held', 'held', 'held']);
    page.mark([sighting(one, 1)]);
    expect(page.standings()).toEqual(['ready', 'ready', 'held', 'held']);
  });

  it('never release a series with an image that was not on the screen, whatever is marked in whatever order', () => {
    const frames = [1, 1, 1, 2];
    const cells = files.flatMap(({ id }, n) => Array.from({ length: frames[n] ?? 1 }, (_, frame) => ({ id, frame })));
    const seriesOf = (id: number) => [0, 0, 0, 1, 2][id] ?? 0;
    fc.assert(
      fc.property(fc.array(fc.subarray(cells), { maxLength: 6 }), (marks) => {
        const page = pageOf(files);
        const entries = page.entries();
        // What was seen of an image under another series' name counts for none.
        const stray = entries.map((entry) => sighting(entry, 99));
        for (const marked of [...marks, []]) {
          const sightings = marked.map(({ id, frame }) => sighting(entries[seriesOf(id)]!, id, frame));
          page.mark([...sightings, ...stray]);
        }
        const seen = new Set(marks.flat().map(({ id, frame }) => `${id} ${frame}`));
        const isWhole = (series: number) =>
          cells.every(({ id, frame }) => seriesOf(id) !== series || seen.has(`${id} ${frame}`));
        const wanted = files.map(({ id }) => (isWhole(seriesOf(id)) ? 'ready' : 'held'));
        expect(page.standings()).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('release nothing for marks of nothing', () => {
    const page = pageOf(files);
    page.mark([]);
    expect([page.standings(), page.store.getState().decide.decisions]).toEqual([files.map(() => 'held'), []]);
  });
});
