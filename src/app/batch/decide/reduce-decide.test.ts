import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import type { BatchAction } from '../batch-action.ts';
import { type BatchState, createBatchState } from '../batch-state.ts';
import { reduceBatch } from '../batch-store.ts';
import { ownRectangles } from '../boxes.ts';
import { groupStudies } from '../derived/group-studies.ts';
import { nothingForetold, standingOf } from '../outcomes.ts';
import { countDecided, countVerdicts } from './count-decided.ts';
import { nothingDecided } from './decide-state.ts';
import {
  blankBoxes,
  type DecisionSubject,
  leaveFilesOut,
  letFilesThrough,
  type MadeDecision,
  sayNothingIdentifying,
  switchPurpose,
} from './make-decision.ts';
import { decisionsInForce, lastMade } from './reduce-decide.ts';
import { blankingRecord, seenNumbers } from './seen-images.ts';
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

describe('nothing identifying', () => {
  it('is not said of images of which none was seen', () => {
    expect(sayNothingIdentifying(subjectOf(one, opened))).toBeNull();
    // What was seen of another series is no look at this one.
    expect(sayNothingIdentifying(subjectOf(one, look(opened, two, 1, 2)))).toBeNull();
  });

  it('confirms pixels only where every image was seen, and says in numbers what was', () => {
    const some = said(look(opened, one, 1), one);
    const all = said(look(opened, one, 1, 2), one);
    expect(standings(some)).toEqual(['ready', 'ready', 'held', 'held']);
    expect(some.files[0]?.release).toMatchObject({ pixels: { seen: { each: 1, of: 2 } }, covers: 'images' });
    expect(some.files[0]?.release?.shown).toMatch(/^Of 2 images: 1 seen one by one, 0 seen in projections, 0 checked/);
    expect(all.files[0]?.release?.pixels).toMatchObject({ kind: 'nothing-identifying', seen: { each: 2, of: 2 } });
    expect(all.decide.decisions[0]?.seen).toEqual({ each: 2, inProjections: 0, byDetector: 0, of: 2 });
  });

  it('says of how many images the detector has looked at, where it has', () => {
    const search = { kind: 'searched', texts: [], isTextBeside: false } as const;
    const [first, second] = one.files;
    const files = [
      { ...first!, search },
      { ...second!, search: { kind: 'not-searched', cause: 'stopped' } as const },
    ];
    expect(seenNumbers(new Map(), one.seriesKey, files)).toEqual({ each: 0, inProjections: 0, byDetector: 1, of: 2 });
  });

  it('counts a projection only where the detector found nothing in the image, and no image twice', () => {
    const sightings = [1, 2].map((id) => ({ series: one.seriesKey, id, frame: 0, blanked: [] }));
    const projected = reduced(opened, { kind: 'images-seen', how: 'in-projection', sightings });
    const { seen } = projected.decide;
    const [first, second] = one.files;
    const clear = { kind: 'searched', texts: [], isTextBeside: false } as const;
    const box = { column: 1, row: 2, columns: 30, rows: 8 };
    const lettered = { ...clear, texts: [{ box, kind: 'measurement', text: null, frame: 0 }] } as const;
    const numbersOf = (...searches: readonly BatchFile['search'][]) =>
      seenNumbers(
        seen,
        one.seriesKey,
        [first!, second!].map((file, n) => ({ ...file, search: searches[n]! })),
      );
    expect(numbersOf(clear, clear)).toEqual({ each: 0, inProjections: 2, byDetector: 2, of: 2 });
    expect(numbersOf(clear, lettered)).toEqual({ each: 0, inProjections: 1, byDetector: 2, of: 2 });
    expect(seenNumbers(seen, one.seriesKey, one.files)).toEqual({ each: 0, inProjections: 0, byDetector: 0, of: 2 });
    const both = look(projected, one, 1).decide.seen;
    const files = one.files.map((file) => ({ ...file, search: clear }));
    expect(seenNumbers(both, one.seriesKey, files)).toEqual({ each: 1, inProjections: 1, byDetector: 2, of: 2 });
    // With boxes blanked it is another picture.
    expect(seenNumbers(seen, one.seriesKey, files, () => [box])).toMatchObject({ each: 0, inProjections: 0 });
  });

  it('forgets what was seen when a batch is started over', () => {
    const sightings = [{ series: one.seriesKey, id: 1, frame: 0, blanked: [] }];
    const projected = reduced(opened, { kind: 'images-seen', how: 'in-projection', sightings });
    expect(projected.decide.seen.size).toBe(1);
    expect(reduced(projected, { kind: 'started-over' }).decide.seen.size).toBe(0);
    const signed = reduced(projected, { kind: 'initials-given', initials: 'JD' }, { kind: 'started-over' });
    expect(signed.decide).toEqual({ ...nothingDecided, initials: 'JD' });
  });

  it('does not count a picture with boxes blanked as a look at the original', () => {
    const rectangle = { column: 1, row: 2, columns: 30, rows: 8 };
    const sighting = { series: two.seriesKey, id: 3, frame: 0, blanked: [rectangle] };
    const after = reduced(opened, { kind: 'images-seen', how: 'each', sightings: [sighting] });
    expect(seenNumbers(after.decide.seen, two.seriesKey, two.files).each).toBe(0);
    expect(seenNumbers(after.decide.seen, two.seriesKey, two.files, () => [rectangle]).each).toBe(1);
  });
});

it('what is recorded of blanked images tells of those that were seen, and with the boxes of none that were not', () => {
  const seen = look(opened, one, 1).decide.seen;
  const draft = { boxes: [{ id: 0, rectangle: { column: 1, row: 2, columns: 3, rows: 4 }, isTicked: true }], base: [] };
  expect(blankingRecord(seen, one.seriesKey, one.files, draft)).toBe(
    'Of 2 images: 1 seen one by one, 0 seen in projections, 0 checked by the detector. With these boxes blanked, 0 of 2 images were seen.',
  );
});

describe('decisions', () => {
  const draft = {
    boxes: [{ id: 0, rectangle: { column: 1, row: 2, columns: 30, rows: 8 }, isTicked: true }],
    base: [],
  };
  const blanked = reduced(
    opened,
    decided(
      blankBoxes(subjectOf(one, opened), { ids: [1, 2], seen: seenOf(1) }, { draft, scope: 'series', ids: [1, 2] }),
    ),
  );
  const left = reduced(blanked, decided(leaveFilesOut(subjectOf(two, blanked))));
  const all = reduced(left, decided(letFilesThrough(subjectOf(three, left), 'A phantom')));

  it('are in force at once, and counted by series', () => {
    expect(standings(all)).toEqual(['ready', 'ready', 'skipped', 'ready']);
    expect(countDecided(all.decide.decisions, entriesOf(all))).toEqual({ decided: 3, total: 3 });
    expect(countDecided(left.decide.decisions, entriesOf(left))).toEqual({ decided: 2, total: 3 });
    expect([...countVerdicts(all.decide.decisions)]).toEqual([
      ['blanked', 1],
      ['left-out', 1],
      ['let-through', 1],
    ]);
  });

  it('claim of blanked images what was seen of them as they are saved', () => {
    const blank = (each: number) => {
      const after = { ids: [1], seen: seenOf(each) };
      const made = blankBoxes(subjectOf(one, opened), after, { draft, scope: 'series', ids: [1, 2] });
      const [first, copy] = reduced(opened, decided(made)).files;
      expect(copy?.redaction, 'a file that nobody looked at').toEqual({
        ...first?.redaction,
        seen: undefined,
        review: 'not-all-seen',
      });
      return first?.redaction;
    };
    expect(blank(1)).toMatchObject({ review: 'not-all-seen', seen: { each: 1, of: 2 } });
    expect(blank(2)).toMatchObject({ review: 'seen', seen: { each: 2, of: 2 } });
  });

  it('are taken back one after the other, the last one first, until all waits again', () => {
    expect(lastMade(all)?.verdict.kind).toBe('let-through');
    const back = reduced(all, undone);
    expect([lastMade(back)?.verdict.kind, back.decide.open]).toEqual(['left-out', three.key]);
    const start = reduced(back, undone, undone, undone);
    expect(standings(start)).toEqual(['held', 'held', 'held', 'held']);
    expect(start.files.map(ownRectangles)).toEqual([[], [], [], []]);
    expect(lastMade(start)).toBeNull();
    expect(reduced(start, undone)).toBe(start);
  });

  it('are taken back out of their order, the others staying as they are', () => {
    const [first, second, third] = all.decide.decisions;
    const back = reduced(all, { kind: 'decision-undone', decision: second! });
    expect(standings(back)).toEqual(['ready', 'ready', 'held', 'ready']);
    expect(back.decide).toMatchObject({ decisions: [first, third], open: two.key });
    expect(reduced(back, { kind: 'decision-undone', decision: second! })).toBe(back);
  });

  it('that were taken back elsewhere on the page are passed over', () => {
    const elsewhere = reduced(all, { kind: 'released', ids: [4], release: null });
    expect(lastMade(elsewhere)?.verdict.kind).toBe('left-out');
    expect([...countVerdicts(decisionsInForce(elsewhere)).keys()]).toEqual(['blanked', 'left-out']);
    expect(decisionsInForce(reduced(elsewhere, undone)).map(({ verdict }) => verdict.kind)).toEqual(['blanked']);
  });

  it('that switch the purpose take the profile back', () => {
    const made = switchPurpose(subjectOf(two, blanked), 'neuroimaging');
    const switched = reduced(blanked, decided(made));
    expect(switched.profile).not.toBe(opened.profile);
    expect(lastMade(switched)?.verdict.kind).toBe('purpose-switched');
    const back = reduced(switched, undone);
    expect([back.profile, lastMade(back)?.verdict.kind]).toEqual([opened.profile, 'blanked']);
  });

  it('about one image leave the others of the series waiting', () => {
    const some = one.files.slice(0, 1);
    const part = reduced(opened, decided(leaveFilesOut(subjectOf(one, opened, some))));
    expect(standings(part)).toEqual(['skipped', 'held', 'held', 'held']);
    expect(countDecided(part.decide.decisions, entriesOf(part))).toEqual({ decided: 0, total: 3 });
  });

  it('that are taken back leave alone what was decided about the same files since', () => {
    const [first, second] = [one.files[0]!, one.files[1]!];
    const value = (path: string, atIso: string) => ({ kind: 'remove', path, atIso }) as const;
    const earlier = value('A', '2025-01-01T00:00:00Z');
    const start = reduced(opened, {
      kind: 'files-decided',
      entries: [{ id: first.id, release: null, values: [earlier], document: null }],
    });
    const subject = subjectOf(one, start);
    const made = letFilesThrough(subject, 'A phantom');
    const values = [value('A', subject.atIso), value('B', subject.atIso)];
    const entries = [first, second].map(({ id }) => ({ id, release: null, values, document: null }));
    const decidedOn = reduced(start, decided({ decision: made.decision, act: { kind: 'files-decided', entries } }));
    const later = '2027-01-01T00:00:00Z';
    const release = { reason: 'Later', pixels: { kind: 'unstated' }, atIso: later, shown: 'Later.' } as const;
    const newer = reduced(
      decidedOn,
      { kind: 'released', ids: [first.id], release },
      {
        kind: 'files-decided',
        entries: [{ id: second.id, release: null, values: [value('A', later), values[1]!], document: null }],
      },
    );
    const back = reduced(newer, undone);
    expect([back.files[0]?.release, back.files[0]?.values]).toEqual([release, [earlier]]);
    expect([back.files[1]?.release, back.files[1]?.values]).toEqual([null, [value('A', later)]]);
    expect(reduced(decidedOn, undone).files[0]?.values).toEqual([earlier]);
  });

  it('give a file the release back that it had before', () => {
    const first = said(look(opened, one, 1, 2), one);
    const second = reduced(first, decided(letFilesThrough(subjectOf(one, first), 'Known device')));
    expect(second.files[0]?.release?.reason).toMatch(/Known device$/);
    expect(reduced(second, undone).files[0]?.release).toEqual(first.files[0]?.release);
  });
});

describe('a page that is marked as seen', () => {
  const sightings = [one, two].map(({ seriesKey }, n) => ({ series: seriesKey, id: n, frame: 0, blanked: [] }));
  const marked = reduced(opened, { kind: 'page-marked', sightings });

  it('was on the screen as well', () => {
    expect([...marked.decide.marked.keys()]).toEqual([one.seriesKey, two.seriesKey]);
    expect(marked.decide.seen).toEqual(marked.decide.marked);
    expect(marked.files).toBe(opened.files);
  });

  it('has to be marked anew for a series that was decided, and for no other', () => {
    const left = reduced(marked, decided(leaveFilesOut(subjectOf(one, marked))));
    expect([...left.decide.marked.keys()]).toEqual([two.seriesKey]);
    expect(left.decide.seen).toBe(marked.decide.seen);
  });
});

it('the step is left and found again with its entry', () => {
  const away = reduced(opened, { kind: 'entry-opened', key: two.key }, { kind: 'review-opened' });
  expect([away.step, reduced(away, { kind: 'decide-opened', key: null }).decide.open]).toEqual(['review', two.key]);
  expect(reduced(away, { kind: 'decide-opened', key: three.key }).decide.open).toBe(three.key);
});
