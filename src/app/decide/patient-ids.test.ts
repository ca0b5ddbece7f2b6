import { expect, it } from 'vitest';
import { fakeFile, notDicom } from '../../testing/fake-batch.ts';
import { patientIdsOf } from './patient-ids.ts';

it('names each Patient ID once, as a table has to name it', () => {
  const files = [
    fakeFile(1, { patientId: 'FAKE-7 ' }),
    fakeFile(2, { patientId: 'FAKE-7' }),
    fakeFile(3, { patientId: '' }),
    fakeFile(4, {}, { scan: notDicom }),
  ];
  expect(patientIdsOf({ files })).toEqual(['FAKE-7', '']);
});
