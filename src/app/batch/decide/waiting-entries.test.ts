import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { groupStudies } from '../derived/group-studies.ts';
import { createStudiesIndex } from '../derived/studies-index.ts';
import { nothingForetold } from '../outcomes.ts';
import { entriesOfPatient, entryBeside, openEntry } from './open-entry.ts';
import { entryKeyFor } from './wait-reasons.ts';
import { createWaitingList, lookAhead } from './waiting-entries.ts';
import { countWaitingSeries } from './waiting-series.ts';

const residual = { kind: 'residual-identifier', reason: 'A name remains.' } as const;

function inSeries(series: number, file: number, outcome: BatchFile['outcome']): BatchFile {
  const id = series * 100 + file;
  return fakeFile(id, { seriesInstanceUid: `2.25.${series}`, seriesNumber: String(series), frames: 2 }, { outcome });
}

const listOf = (files: readonly BatchFile[], list = createWaitingList()) =>
  list(groupStudies(files, nothingForetold, 'as-found'), nothingForetold);
const named = (files: readonly BatchFile[], list = createWaitingList()) =>
  listOf(files, list).map(({ reason, title }) => `${title}: ${reason}`);

describe('the queue of what waits', () => {
  const files = [
    inSeries(1, 1, held(residual)),
    inSeries(2, 1, held()),
    inSeries(2, 2, held()),
    inSeries(3, 1, deidentified),
    inSeries(4, 1, held({ kind: 'structured-content' })),
    inSeries(5, 1, held()),
  ];

  it('holds one entry for each series that waits, grouped by reason, the strongest first', () => {
    expect(named(files)).toEqual([
      '2 Fake series: may-show-text',
      '5 Fake series: may-show-text',
      '1 Fake series: identifier',
      '4 Fake series: report',
    ]);
    expect(countWaitingSeries(groupStudies(files, nothingForetold, 'as-found'))).toBe(4);
    const holds = [...held(residual).holds, ...held().holds];
    expect([entryKeyFor(holds, 'a'), entryKeyFor([], 'a')]).toEqual(['may-show-text a', null]);
    const [first] = listOf(files);
    expect([first?.images, first?.files.length, first?.sentences]).toEqual([4, 2, ['May show text.']]);
  });

  it('is made of what was found ahead of it, and looks again where a series has come to another patient', () => {
    const patients = groupStudies(files, nothingForetold, 'as-found');
    expect([...lookAhead(patients, nothingForetold)]).toHaveLength(4);
    const first = createWaitingList()(patients, nothingForetold);
    expect(createWaitingList()(patients, nothingForetold)[0]).toBe(first[0]);
    const renamed = patients.map((patient) => ({ ...patient, name: 'FAKE^OTHER' }));
    expect(createWaitingList()(renamed, nothingForetold)[0]).toMatchObject({ patient: 'FAKE^OTHER' });
    expect(createWaitingList()(patients, { ...nothingForetold })[0]).not.toBe(first[0]);
  });

  it('stands in the order of the review, however the files were listed, and has images by their numbers', () => {
    const of = (id: number, patientName: string, series: number, instance: number) =>
      fakeFile(
        id,
        {
          patientKey: patientName,
          patientName,
          studyInstanceUid: `2.25.${patientName.length}`,
          seriesInstanceUid: `2.25.${patientName.length}.${series}`,
          seriesNumber: String(series),
          instanceNumber: String(instance),
        },
        { outcome: held() },
      );
    const listed = [
      of(0, 'Nobody^Zoe', 90, 1),
      of(1, 'Nobody^Zoe', 9, 10),
      of(2, 'Nobody^Zoe', 9, 9),
      of(3, 'Nobody', 1, 1),
    ];
    const list = createWaitingList(groupStudies(listed, nothingForetold));
    const idsOf = (entry: { readonly files: readonly BatchFile[] }) => entry.files.map(({ id }) => id);
    expect(listOf(listed, list).map(idsOf)).toEqual([[3], [2, 1], [0]]);
    const more = [...listed, of(4, 'Nobod', 1, 1), of(5, 'Nobody^Zoe', 9, 1)];
    expect(listOf(more, list).map(idsOf)).toEqual([[3], [5, 2, 1], [0], [4]]);
    expect(listOf(more, list)[1]?.members.map(({ id }) => id)).toEqual([5, 2, 1]);
  });

  it('has patients without a new ID first: their files cannot leave, whatever is decided about them', () => {
    const unlisted = { kind: 'patient-not-listed', reason: 'No row.', isReleasable: false } as const;
    const both = { ...held(unlisted), holds: [...held().holds, ...held(unlisted).holds] };
    const [first, second] = listOf([inSeries(1, 1, held()), inSeries(2, 1, both)]);
    expect([first?.reason, first?.title, first?.isReleasable, first?.sentences]).toEqual([
      'patient',
      '2 Fake series',
      false,
      ['No row.'],
    ]);
    expect(second?.reason).toBe('may-show-text');
  });

  it('is the same list while only another entry is opened', () => {
    const list = createWaitingList();
    const patients = groupStudies(files, nothingForetold, 'as-found');
    const first = list(patients, nothingForetold);
    const [one, other] = first;
    expect(list(patients, nothingForetold, { key: one!.key, files })).toBe(first);
    expect(list(patients, nothingForetold, { key: other!.key, files })).toBe(first);
    expect(list(groupStudies(files.slice(1), nothingForetold, 'as-found'), nothingForetold)).not.toBe(first);
  });

  it('has a series with two reasons under the stronger one, and under the other when that is settled', () => {
    const both = [inSeries(1, 1, held()), inSeries(1, 2, held(residual)), inSeries(1, 3, deidentified)];
    const [entry] = listOf(both);
    expect([entry?.reason, entry?.files.map(({ id }) => id), entry?.members.length]).toEqual([
      'may-show-text',
      [101],
      3,
    ]);
    expect(named([inSeries(1, 1, deidentified), ...both.slice(1)])).toEqual(['1 Fake series: identifier']);
  });

  it('has one value of a series at a time, with every file that has it', () => {
    const about = (path: string, likeness: string | null) => ({
      ...residual,
      isReleasable: true,
      path,
      held: { tag: 0x0008103e, label: 'family name', places: [], tokens: [], likeness },
    });
    const series = [
      inSeries(1, 1, { ...held(), holds: [about('(0008,103E)', 'K'), about('(0018,1030)', null)] }),
      inSeries(1, 2, held(about('(0008,103E)', 'K'))),
      inSeries(1, 3, held(about('(0008,103E)', 'L'))),
    ];
    const [entry] = listOf(series);
    expect([entry?.value, entry?.files.map(({ id }) => id)]).toEqual([
      { path: '(0008,103E)', likeness: 'K' },
      [101, 102],
    ]);
    const [next] = listOf([inSeries(1, 1, held(about('(0018,1030)', null))), inSeries(1, 2, deidentified), series[2]!]);
    expect([next?.value, next?.files.map(({ id }) => id)]).toEqual([{ path: '(0018,1030)', likeness: null }, [101]]);
  });

  it('puts what is found later at the end of its group, so that nothing moves under the pointer', () => {
    const list = createWaitingList();
    expect(named(files.slice(1), list)[0]).toBe('2 Fake series: may-show-text');
    const later = [inSeries(1, 1, held()), ...files.slice(1)];
    expect(named(later, list).slice(0, 3)).toEqual([
      '2 Fake series: may-show-text',
      '5 Fake series: may-show-text',
      '1 Fake series: may-show-text',
    ]);
  });

  it('keeps the entries of series that have not changed', () => {
    const list = createWaitingList();
    const index = createStudiesIndex();
    const listed = (some: readonly BatchFile[]) => list(index.update(some, nothingForetold), nothingForetold);
    const before = listed(files);
    const after = listed([{ ...(files[0] as BatchFile), outcome: deidentified }, ...files.slice(1)]);
    expect(after.map((entry) => before.includes(entry))).toEqual([true, true, true]);
  });

  it('is named by its patient, or by the Patient ID of one without a name', () => {
    const ofPatient = (patientName: string) =>
      listOf([fakeFile(1, { patientName, patientId: 'FAKE-1' }, { outcome: held() })])[0]?.patient;
    expect([ofPatient('FAKE^ONE'), ofPatient('')]).toEqual(['FAKE^ONE', 'FAKE-1']);
  });

  it('offers a blank page where every file of the entry is a document that can get one', () => {
    const document = held({ kind: 'encapsulated-document' });
    const blankable = held({ kind: 'encapsulated-document', canBlankPage: true });
    const offers = (...outcomes: readonly BatchFile['outcome'][]) =>
      listOf(outcomes.map((outcome, n) => inSeries(1, n, outcome)))[0]?.canBlankPage;
    expect([offers(blankable, blankable), offers(blankable, document), offers(document)]).toEqual([true, false, false]);
  });

  it('lets images through alone while their files wait for something else too, and nothing else', () => {
    const both = (one: Parameters<typeof held>[0], other: Parameters<typeof held>[0]) => ({
      ...held(),
      holds: [...held(one).holds, ...held(other).holds],
    });
    const report = { kind: 'structured-content' } as const;
    const [image] = listOf([inSeries(1, 1, both({}, report))]);
    expect([image?.reason, image?.isReleasable]).toEqual(['may-show-text', true]);
    const [mixed] = listOf([inSeries(1, 1, held(report)), inSeries(1, 2, both(report, { kind: 'same-instance' }))]);
    expect([mixed?.reason, mixed?.isReleasable]).toEqual(['report', false]);
    const [closed] = listOf([inSeries(1, 1, held()), inSeries(1, 2, held({ isReleasable: false }))]);
    expect(closed?.isReleasable, 'one file that nobody can release').toBe(false);
  });

  it('is about a value with a place, where a series has one without', () => {
    const placed = { ...residual, isReleasable: true, path: '(0018,1030)' };
    const [entry] = listOf([inSeries(1, 1, held(residual)), inSeries(1, 2, held(placed))]);
    expect([entry?.value, entry?.files.map(({ id }) => id)]).toEqual([{ path: '(0018,1030)', likeness: null }, [102]]);
    const [image] = listOf([inSeries(1, 1, held({ path: '(7FE0,0010)' }))]);
    expect([image?.reason, image?.value]).toEqual(['may-show-text', null]);
  });

  it('is made anew under other rules for what reading foretells', () => {
    const list = createWaitingList();
    const { scan, ...file } = fakeFile(1);
    const risky = scan.kind === 'dicom' ? { ...scan, holds: held().holds } : scan;
    const patients = groupStudies([{ ...file, scan: risky }], nothingForetold, 'as-found');
    expect(list(patients, nothingForetold)).toHaveLength(1);
    expect(list(patients, { ...nothingForetold, pixels: 'export' })).toEqual([]);
    expect(list([], nothingForetold)).toEqual([]);
  });

  it('only leaves out what nobody can release', () => {
    const [entry] = listOf([inSeries(1, 1, held({ kind: 'unknown-structure', isReleasable: false }))]);
    expect([entry?.reason, entry?.isReleasable]).toEqual(['not-understood', false]);
    const mixed = held(residual);
    const holds = [...mixed.holds, ...held({ kind: 'lost-content' }).holds];
    const [other] = listOf([inSeries(1, 1, { ...mixed, holds })]);
    expect([other?.reason, other?.isReleasable], 'nothing rides along with another reason').toEqual([
      'identifier',
      false,
    ]);
  });

  it('keeps the open entry in its place, with nothing to decide, until its files are planned again', () => {
    const list = createWaitingList();
    const shown = (some: readonly BatchFile[], key: string | null) =>
      list(groupStudies(some, nothingForetold, 'as-found'), nothingForetold, { key, files: some });
    const before = shown(files, null);
    const { key } = before[2]!;
    expect([before[2]?.reason, before.some((entry) => entry.isChecking)]).toEqual(['identifier', false]);
    const planned = files.map((file, at) => (at === 0 ? { ...file, outcome: null } : file));
    const during = shown(planned, key);
    expect(during.map((entry) => entry.key)).toEqual(before.map((entry) => entry.key));
    expect([openEntry(during, key)?.isChecking, during.filter((entry) => entry.isChecking).length]).toEqual([true, 1]);
    expect(
      shown(planned, before[0]!.key).map((entry) => entry.key),
      'only the open one',
    ).not.toContain(key);
    expect(openEntry(shown(files, key), key)).toMatchObject({ key, isChecking: false });
    const settled = [{ ...files[0]!, outcome: deidentified }, ...files.slice(1)];
    expect(openEntry(shown(settled, key), key, before)?.key, 'what stood behind it').toBe(before[3]?.key);
  });

  it('keeps the value that is open while another one of its series is known before it', () => {
    const about = (path: string) => held({ ...residual, isReleasable: true, path });
    const [one, two] = [inSeries(1, 1, about('(0008,103E)')), inSeries(1, 2, about('(0018,1030)'))];
    const list = createWaitingList();
    const shown = (some: readonly BatchFile[], key: string | null) =>
      openEntry(list(groupStudies(some, nothingForetold, 'as-found'), nothingForetold, { key, files: some }), key);
    const key = shown([one, two], null)?.key ?? '';
    const during = shown([{ ...one, outcome: null }, two], key);
    expect([during?.value?.path, during?.isChecking]).toEqual(['(0008,103E)', true]);
    const next = shown([{ ...one, outcome: deidentified }, two], key);
    expect([next?.value?.path, next?.isChecking]).toEqual(['(0018,1030)', false]);
  });

  it('stays where the person was when the open entry is settled', () => {
    const before = listOf(files);
    const nextTo = (key: string | undefined, ...waiting: readonly number[]) =>
      openEntry(
        waiting.map((at) => before[at]!),
        key ?? null,
        before,
      )?.key;
    const keys = before.map(({ key }) => key);
    expect(nextTo(keys[1], 0, 2, 3)).toBe(keys[2]);
    expect(nextTo(keys[1], 0, 3), 'two at once').toBe(keys[3]);
    expect(nextTo(keys[3], 0, 1, 2), 'the last one').toBe(keys[2]);
    expect(nextTo('unknown', 1, 2)).toBe(keys[1]);
    expect(nextTo(keys[1])).toBeUndefined();
  });

  it('opens the series of a file that waits for a weaker reason than the series does', () => {
    const [, second] = listOf(files);
    const asked = entryKeyFor(held(residual).holds, second!.seriesKey);
    expect(asked).not.toBe(second!.key);
    expect(openEntry(listOf(files), asked)?.key).toBe(second!.key);
  });

  it('has the series of a patient without a new ID together, and of no other patient or reason', () => {
    const missing = held({ kind: 'patient-not-listed', reason: 'Not in the table.', isReleasable: false });
    const of = (patientKey: string, series: number, outcome = missing) =>
      fakeFile(series, { patientKey, patientId: patientKey, seriesInstanceUid: `2.25.${series}` }, { outcome });
    const entries = listOf([of('A', 1), of('B', 2), of('A', 3), of('A', 4, held())]);
    const together = (series: number) =>
      entriesOfPatient(entries, entries.find(({ files: [file] }) => file?.id === series)!).map(
        ({ files: [file] }) => file?.id,
      );
    expect([together(1), together(3), together(2), together(4)]).toEqual([[1, 3], [1, 3], [2], [4]]);
  });

  it('goes round its ends', () => {
    const entries = listOf(files);
    const keys = entries.map(({ key }) => key);
    expect(openEntry(entries, 'gone')?.key).toBe(keys[0]);
    expect(entryBeside(entries, keys[3] ?? '', 1)?.key).toBe(keys[0]);
    expect(entryBeside(entries, keys[0] ?? '', -1)?.key).toBe(keys[3]);
    expect(entryBeside(entries.slice(0, 1), keys[0] ?? '', 1)).toBeNull();
    expect(openEntry([], null)).toBeNull();
  });
});
