import { expect, it } from 'vitest';
import { deidentified, scannedFile } from '../../testing/batch-files.ts';
import { withLayout } from './layout.ts';

type Given = readonly [path: string, patient: string, texts: Readonly<Record<number, string>>];

const files = (...given: readonly Given[]) =>
  given.map(([outputPath, patientIdNew, texts], id) => {
    const outcome = deidentified(id, { outputPath });
    const identity = { ...outcome.identity, patientIdNew };
    const facts = { transferSyntaxUid: '1.2', concept: null, texts };
    return scannedFile(id, { outcome: { ...outcome, identity, facts } });
  });
const pathsOf = (named: Awaited<ReturnType<typeof withLayout>>) =>
  named.map(({ outcome }) => (outcome?.kind === 'deidentified' ? outcome.outputPath : null));

it('numbers files by the order of their keyed paths, whatever the order of the inputs', async () => {
  const given: readonly Given[] = [
    ['B/S-2/E-1/I-1.dcm', 'B', {}],
    ['A/S-1/E-1/I-2.dcm', 'A', {}],
    ['A/S-1/E-1/I-1.dcm', 'A', {}],
    ['B/S-1/E-9/I-1.dcm', 'B', {}],
  ];
  const number = (n: number) => `0000000${n}`;
  expect(pathsOf(await withLayout(files(...given), 'dicomdir'))).toEqual(
    [
      [2, 2, 1, 1],
      [1, 1, 1, 2],
      [1, 1, 1, 1],
      [2, 1, 1, 1],
    ].map((numbers) => ['DICOM', ...numbers.map(number)].join('/')),
  );
  const reversed = pathsOf(await withLayout(files(...[...given].reverse()), 'dicomdir'));
  expect(reversed.reverse()).toEqual(pathsOf(await withLayout(files(...given), 'dicomdir')));
});

it('keeps names of BIDS apart where letters and digits alone are not enough', async () => {
  const mr = { 524384: 'MR', 2097169: '3', 528446: 'T1', 524320: '20200101' };
  const named = await withLayout(
    files(
      ['A-1/S-1/E-1/I-1.dcm', 'A-1', mr],
      ['A1/S-1/E-1/I-1.dcm', 'A1', mr],
      ['a1/S-1/E-1/I-1.dcm', 'a1', { ...mr, 524384: '' }],
      ['a1/S-0/E-1/I-1.dcm', 'a1', { ...mr, 524320: '20200102', 528446: '', 2097169: '' }],
      ['a1/S-0/E-2/I-1.dcm', 'a1', { ...mr, 524320: '20200102', 528446: '', 2097169: '' }],
    ),
    'bids',
  );
  expect(pathsOf(named)).toEqual([
    'sub-A1/ses-01/anat/003_t1/00001.dcm',
    'sub-A1x2/ses-01/anat/003_t1/00001.dcm',
    'sub-a1x3/ses-01/x/003_t1/00001.dcm',
    'sub-a1x3/ses-02/mr/000/00001.dcm',
    'sub-a1x3/ses-02/mr/000x2/00001.dcm',
  ]);
});

it('numbers series of one name past those that are called so, capitals or not', async () => {
  const series = (n: number, description: string): Given => [
    `A/S-1/E-${n}/I-1.dcm`,
    'A',
    { 524384: 'CT', 528446: description },
  ];
  const named = await withLayout(
    files(...['head', 'head2', 'HEAD', 'head', 'head2', 'Head'].map((words, n) => series(n, words))),
    'bids',
  );
  expect(pathsOf(named).map((path) => path?.split('/')[3])).toEqual(
    ['', '2', '3', '4', '2x2', '5'].map((end) => `000_head${end}`),
  );
});

it('names ten thousand series of one name without waiting for the square of their number', async () => {
  const given = Array.from({ length: 10_000 }, (_, n): Given => [`A/S-1/E-${n}/I-1.dcm`, 'A', { 524384: 'CT' }]);
  const startMs = performance.now();
  const paths = pathsOf(await withLayout(files(...given), 'bids'));
  // A second, of which a slow machine may take more; it was half a minute.
  expect(performance.now() - startMs).toBeLessThan(8000);
  expect(new Set(paths).size).toBe(10_000);
  expect(paths).toContain('sub-A/ses-01/ct/000x10000/00001.dcm');
});

it('leaves the names of the page as they are', async () => {
  const given = files(['A/S-1/E-1/I-1.dcm', 'A', {}]);
  expect(await withLayout(given, 'pseudonyms')).toBe(given);
});
