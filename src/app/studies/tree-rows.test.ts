import { describe, expect, it } from 'vitest';
import { fakeFile } from '../../testing/fake-batch.ts';
import { groupStudies } from '../group-studies.ts';
import { nothingForetold } from '../outcomes.ts';
import { listTreeRows } from './tree-rows.ts';

const zoe = {
  patientKey: 'P-2',
  patientName: 'FAKE^ZOE',
  patientId: 'FAKE-2',
  studyInstanceUid: '2.25.1002',
  seriesInstanceUid: '2.25.2009',
  modality: 'MR',
};
const patients = groupStudies([fakeFile(0), fakeFile(1, zoe)], nothingForetold);
const levels = (toggled: readonly string[], filter = '') =>
  listTreeRows(patients, new Set(toggled), filter).map(({ level }) => level);

describe('listTreeRows', () => {
  it('opens everything in a short list', () => expect(levels([])).toEqual([1, 2, 3, 1, 2, 3]));

  it('closes what the person closed', () => {
    expect(levels(['P-1'])).toEqual([1, 1, 2, 3]);
    expect(levels(['P-1 2.25.1001'])).toEqual([1, 2, 1, 2, 3]);
  });

  it('keeps a long list closed until it is opened', () => {
    const many = groupStudies(
      Array.from({ length: 40 }, (_, id) => fakeFile(id, { patientKey: `P-${id}` })),
      nothingForetold,
    );
    expect(listTreeRows(many, new Set(), '')).toHaveLength(40);
    expect(listTreeRows(many, new Set(['P-3']), '')).toHaveLength(42);
  });

  it.each(['zoe', 'FAKE-2', 'mr', 'im_1', 'zoe 2024'])('shows what matches %s, opened', (filter) => {
    expect(levels(['P-2'], filter)).toEqual([1, 2, 3]);
  });
});
