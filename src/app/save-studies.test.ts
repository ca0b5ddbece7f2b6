import { expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../testing/fake-batch.ts';
import { groupByStudy } from './save-studies.ts';

it('names a ZIP for each study by new identifiers, and leaves out what is not exportable', () => {
  const out = (id: number, outputPath: string) =>
    fakeFile(id, {}, { outcome: { ...deidentified, outputPath } as never });
  const files = [
    out(3, 'N-2/S-3/E/1.dcm'),
    out(1, 'N-1/S-1/E/1.dcm'),
    fakeFile(2, {}, { outcome: held({}, 'N-1/S-1/E/2.dcm') }),
    out(4, 'N-1/S-1/F/1.dcm'),
    out(5, 'N-1/S-2/E/1.dcm'),
  ];
  const studies = [...groupByStudy(files)].map(([name, members]) => [name, members.map(({ id }) => id)]);
  expect(studies).toEqual([
    ['N-1-S-1.zip', [1, 4]],
    ['N-2-S-3.zip', [3]],
    ['N-1-S-2.zip', [5]],
  ]);
});
