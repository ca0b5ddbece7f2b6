import { expect, it } from 'vitest';
import { fakeFile, notDicom } from '../../../testing/fake-batch.ts';
import { runToEnd } from '../../ui/run-sliced.ts';
import { findCopies } from './find-copies.ts';

it('finds files of one instance, whatever folder or series they stand in', () => {
  const files = [
    fakeFile(0, { sopInstanceUid: '2.25.1' }),
    fakeFile(1, { sopInstanceUid: '2.25.2' }),
    fakeFile(2, { sopInstanceUid: '2.25.1', seriesInstanceUid: '2.25.77' }),
    fakeFile(3, { sopInstanceUid: '2.25.1' }),
    fakeFile(4, {}, { scan: notDicom }),
  ];
  expect(runToEnd(findCopies(files))).toEqual([
    {
      first: { id: 0, path: 'study/IM_0' },
      later: [
        { id: 2, path: 'study/IM_2' },
        { id: 3, path: 'study/IM_3' },
      ],
    },
  ]);
});

it('takes files without an identifier for no copies of each other', () => {
  expect(runToEnd(findCopies([fakeFile(0, { sopInstanceUid: '' }), fakeFile(1, { sopInstanceUid: '' })]))).toEqual([]);
});
