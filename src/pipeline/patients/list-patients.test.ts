import { describe, expect, it } from 'vitest';
import { findUnlistedPatients } from './find-unlisted-patients.ts';
import { listPatients } from './list-patients.ts';

const row = (oldId: string, newId: string) => ({ oldId, newId, newName: null, site: 'X', anchorDate: '20000101' });

describe('listPatients', () => {
  it('adds the earliest valid Study Date of each patient', () => {
    const files = [
      { patientId: 'A', studyDate: '20240103' },
      { patientId: 'A', studyDate: '2024.01.02' },
      { patientId: 'A', studyDate: '20239999' },
      { patientId: 'A', studyDate: '' },
      { patientId: 'B', studyDate: '' },
    ];
    expect(listPatients([row('A', '1'), row('B', '2'), row('C', '3')], files)).toEqual([
      { oldId: 'A', newId: '1', newName: null, anchorDate: '20000101', firstStudyDate: '20240102' },
      { oldId: 'B', newId: '2', newName: null, anchorDate: '20000101', firstStudyDate: null },
      { oldId: 'C', newId: '3', newName: null, anchorDate: '20000101', firstStudyDate: null },
    ]);
  });

  it('takes two old IDs with one new ID for one patient, whose intervals stay', () => {
    const files = [
      { patientId: 'A', studyDate: '20240103' },
      { patientId: 'B', studyDate: '20230103' },
    ];
    expect(listPatients([row('A', '1'), row('B', '1')], files).map(({ firstStudyDate }) => firstStudyDate)).toEqual([
      '20230103',
      '20230103',
    ]);
  });
});

describe('findUnlistedPatients', () => {
  it('names each patient without a row once', () => {
    const files = ['A', 'B', '', 'B'].map((patientId) => ({ patientId }));
    expect(findUnlistedPatients(files, [{ oldId: 'A' }])).toEqual(['B', '']);
  });
});
