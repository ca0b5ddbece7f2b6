import { expect, it } from 'vitest';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { groupOutgoing } from './group-outgoing.ts';

const at = (outputPath: string): FileOutcome => ({ ...deidentified, outputPath }) as FileOutcome;
const redaction = { areas: [], review: 'not-all-seen' } as const;

it('counts what goes out by new patient, study and series, with what was decided, and leaves out what is held', () => {
  const files = [
    fakeFile(1, {}, { outcome: at('N-1/S-1/E-1/a.dcm') }),
    fakeFile(2, {}, { outcome: at('N-1/S-1/E-1/b.dcm'), redaction }),
    fakeFile(3, { modality: 'US', sizeBytes: 500 }, { outcome: at('N-1/S-1/E-2/c.dcm'), redaction }),
    fakeFile(4, {}, { outcome: at('N-1/S-2/E-3/d.dcm'), document: { kind: 'blank-page', atIso: '' } }),
    fakeFile(5, {}, { outcome: at('N-2/S-3/E-4/e.dcm') }),
    fakeFile(6, {}, { outcome: held() }),
  ];
  const patients = groupOutgoing(files);
  expect(patients.map(({ id, series, files, studies }) => [id, series, files, studies.map((one) => one.id)])).toEqual([
    ['N-1', 3, 4, ['S-1', 'S-2']],
    ['N-2', 1, 1, ['S-3']],
  ]);
  const [first, second] = patients[0]!.studies;
  expect(first).toMatchObject({ modalities: ['CT', 'US'], files: 3, decided: { blanked: 2, document: 0 } });
  expect(first!.samples.map(({ id }) => id)).toEqual([2, 3]);
  expect(second!.decided).toMatchObject({ blanked: 0, document: 1 });
});

it('has patients in the order of their new IDs, by their numbers, however the files were listed', () => {
  const files = ['T-10', 'T-9', 'S-2'].map((patient, id) => fakeFile(id, {}, { outcome: at(`${patient}/S/E/I.dcm`) }));
  expect(groupOutgoing(files).map(({ id }) => id)).toEqual(['S-2', 'T-9', 'T-10']);
});

it('has the studies of a patient in the order of their original dates, whatever their new IDs', () => {
  const files = [
    fakeFile(1, { studyDate: '20240301' }, { outcome: at('N-1/S-A/E/I.dcm') }),
    fakeFile(2, { studyDate: '20191224' }, { outcome: at('N-1/S-B/E/I.dcm') }),
    fakeFile(3, { studyDate: '' }, { outcome: at('N-1/S-C/E/I.dcm') }),
    fakeFile(4, { studyDate: '20191224' }, { outcome: at('N-1/S-C/E/J.dcm') }),
  ];
  const [patient] = groupOutgoing(files);
  expect(patient!.studies.map(({ id, originalDate }) => [id, originalDate])).toEqual([
    ['S-B', '20191224'],
    ['S-C', '20191224'],
    ['S-A', '20240301'],
  ]);
});
