import { expect, it } from 'vitest';
import { fakeFile, held } from '../../testing/fake-batch.ts';
import { groupHolds } from './group-holds.ts';

const document = held({ kind: 'encapsulated-document', reason: 'A document.', isReleasable: false });

it('puts files of one series with the same reasons together, those that can be released first', () => {
  const groups = groupHolds([
    fakeFile(0, { seriesInstanceUid: '2.25.7', modality: 'DOC' }, { outcome: document }),
    fakeFile(1, {}, { outcome: held() }),
    fakeFile(2, {}, { outcome: held() }),
    fakeFile(3, {}, { outcome: held({ reason: 'Another reason.' }) }),
    fakeFile(4),
  ]);
  expect(groups.map(({ files, isReleasable, needsLook }) => [files.length, isReleasable, needsLook])).toEqual([
    [2, true, true],
    [1, true, true],
    [1, false, false],
  ]);
});
