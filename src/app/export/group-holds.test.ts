import { expect, it } from 'vitest';
import { fakeFile, held } from '../../testing/fake-batch.ts';
import { groupHolds, isSaidOf } from './group-holds.ts';

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

it('tells what Decide has more ways for than to leave it out: a document that can be a blank page, a value that identifies', () => {
  const hasWays = (hold: Parameters<typeof held>[0]) =>
    groupHolds([fakeFile(0, {}, { outcome: held(hold) })])[0]?.hasWays;
  const document = { kind: 'encapsulated-document', isReleasable: false } as const;
  expect([
    hasWays({ ...document, canBlankPage: true }),
    hasWays({ kind: 'residual-identifier' }),
    hasWays(document),
    hasWays({ kind: 'patient-not-listed', isReleasable: false }),
  ]).toEqual([true, true, false, false]);
});

it('tells which of its reasons the group before has said', () => {
  const series = (id: number, ...holds: readonly Parameters<typeof held>[0][]) => {
    const outcomes = holds.map((hold) => held(hold));
    const outcome = { ...held(), holds: outcomes.flatMap((one) => one.holds) };
    return fakeFile(id, { seriesInstanceUid: `2.25.${id}` }, { outcome });
  };
  const name = { reason: 'A name.' };
  const number = { reason: 'A number.' };
  const groups = groupHolds([series(1, name), series(2, number, name), series(3, number), series(4, name)]);
  expect(groups.map(({ reasons }, n) => reasons.map((reason) => isSaidOf(reason, groups[n - 1])))).toEqual([
    [false],
    [false, true],
    [true],
    [false],
  ]);
});
