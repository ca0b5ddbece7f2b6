import { expect, it } from 'vitest';
import { scannedFile, summary } from '../../testing/batch-files.ts';
import { unsettledStudiesOf } from './unsettled-studies.ts';

const counting = { options: ['retainRelativeTimes'] } as const;
const starts = (...times: readonly (readonly [study: string, date: string, time: string])[]) =>
  times.map(([studyInstanceUid, studyDate, studyTime], id) =>
    scannedFile(id, {
      scan: { kind: 'dicom', summary: { ...summary, studyInstanceUid, studyDate, studyTime }, holds: [] },
    }),
  );

it('names the studies whose files say different starts', () => {
  const files = starts(
    ['1.1', '20240102', '101530'],
    ['1.2', '20240102', '101530'],
    ['1.1', '20240102', '101531'],
    ['1.3', '20240102', '101530'],
    ['1.3', '20240103', '101530'],
  );
  expect(unsettledStudiesOf(files, counting)).toEqual(['1.1', '1.3']);
});

it('takes one moment for one however it is written, and a file without a start for none', () => {
  const files = starts(
    ['1.1', '20240102', '1015'],
    ['1.1', '2024.01.02', '10:15:00'],
    ['1.1', '20240102', '101500.000'],
    ['1.1', '20240102', ''],
    ['1.1', '', '101530'],
    ['', '20240102', '101530'],
    ['', '20240102', '101531'],
  );
  expect(unsettledStudiesOf(files, counting)).toEqual([]);
});

it('asks nothing where the profile counts no times', () => {
  const files = starts(['1.1', '20240102', '101530'], ['1.1', '20240102', '101531']);
  expect(unsettledStudiesOf(files, { options: ['retainModifiedDates'] })).toEqual([]);
});
