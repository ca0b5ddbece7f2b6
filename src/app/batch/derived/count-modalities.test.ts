import { expect, it } from 'vitest';
import { fakeFile, notDicom } from '../../../testing/fake-batch.ts';
import { countModalities } from './count-modalities.ts';

it('counts files by modality, however it is written, and passes over what is no code', () => {
  const modalities = ['CT', 'ct ', 'MR', 'MR', 'MR', '', 'C-T', 'A'.repeat(16), 'A'.repeat(17)];
  const files = modalities.map((modality, id) => fakeFile(id, { modality }));
  expect(countModalities([...files, fakeFile(9, {}, { scan: notDicom })])).toEqual(
    new Map([
      ['CT', 2],
      ['MR', 3],
      ['A'.repeat(16), 1],
    ]),
  );
});
