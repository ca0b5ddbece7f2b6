import { describe, expect, it } from 'vitest';
import { fakeFile } from '../../testing/fake-batch.ts';
import { groupStudies } from '../batch/derived/group-studies.ts';
import { nothingForetold } from '../batch/outcomes.ts';
import { listTreeRows, type RowChoices, toggledForAll } from './tree-rows.ts';

const zoe = {
  patientKey: 'P-2',
  patientName: 'FAKE^ZOE',
  patientId: 'FAKE-2',
  studyInstanceUid: '2.25.1002',
  seriesInstanceUid: '2.25.2009',
  modality: 'MR',
};
const patients = groupStudies([fakeFile(0), fakeFile(1, zoe)], nothingForetold);
const waiting: ReadonlySet<string> = new Set();
const choices = { waiting, isFiltered: false, status: 'all', rules: nothingForetold } as const;
const levels = (toggled: readonly string[], parts: Partial<RowChoices> = {}) =>
  listTreeRows(patients, { ...choices, toggled: new Set(toggled), ...parts }).map(({ level }) => level);

describe('listTreeRows', () => {
  it('opens everything in a short list', () => expect(levels([])).toEqual([1, 2, 3, 1, 2, 3]));

  it('closes what the person closed', () => {
    expect(levels(['P-1'])).toEqual([1, 1, 2, 3]);
    expect(levels(['P-1 2.25.1001'])).toEqual([1, 2, 1, 2, 3]);
  });

  it('lists the files of a series that was opened', () => {
    const [series] = patients[0]!.studies[0]!.series;
    expect(levels([series!.key])).toEqual([1, 2, 3, 4, 1, 2, 3]);
    expect(levels([series!.key], { status: 'held' })).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('keeps a long list closed until it is opened, but for patients who wait for a person', () => {
    const many = groupStudies(
      Array.from({ length: 40 }, (_, id) => fakeFile(id, { patientKey: `P-${id}` })),
      nothingForetold,
    );
    const count = (parts: Partial<RowChoices>) =>
      listTreeRows(many, { ...choices, toggled: new Set(), ...parts }).length;
    expect(count({})).toBe(40);
    expect(count({ toggled: new Set(['P-3']) })).toBe(42);
    expect(count({ waiting: new Set(['P-3']) })).toBe(42);
    expect(count({ isFiltered: true })).toBe(120);
    expect(count({ toggled: toggledForAll(many, new Set(['P-3']), true), waiting: new Set(['P-3']) })).toBe(120);
    expect(count({ toggled: toggledForAll(many, new Set(['P-3']), false), waiting: new Set(['P-3']) })).toBe(40);
  });
});
