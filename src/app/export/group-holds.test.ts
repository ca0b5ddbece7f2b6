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

it('keeps each reason with the kind of hold that it belongs to', () => {
  const outcome = held({ kind: 'pixels', reason: 'May show text.' });
  const residual = { kind: 'residual-identifier', reason: 'A name remains.', isReleasable: true } as const;
  const both = { ...outcome, holds: [...outcome.holds, residual, residual] };
  expect(groupHolds([fakeFile(0, {}, { outcome: both })])[0]?.reasons).toEqual([
    { kind: 'pixels', reason: 'May show text.' },
    { kind: 'residual-identifier', reason: 'A name remains.' },
  ]);
});
