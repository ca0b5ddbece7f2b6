import { expect, it } from 'vitest';
import type { FileOutcome } from '../../../pipeline/contracts/file-outcome.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { createBatchState } from '../batch-state.ts';
import { filesBeside } from './files-beside.ts';

const copy: FileOutcome = { kind: 'skipped', code: 'copy', reason: '' };
const leftOut: FileOutcome = { kind: 'skipped', code: 'left-out', reason: '' };
const fresh = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));

/** Files of one instance by what they came to; the last of the list is an instance of its own. */
function beside(
  outcomes: readonly (FileOutcome | null)[],
  ids: readonly number[],
  before: ReadonlyMap<number, FileOutcome>,
) {
  const files = outcomes.map((outcome, id) =>
    fakeFile(id, { sopInstanceUid: id === outcomes.length - 1 ? '2.25.9' : '2.25.1' }, { outcome }),
  );
  return [...filesBeside({ ...fresh, files, leftOut: before }, ids)];
}

it('are those that go out or were a copy, where one was left out that went out', () => {
  const outcomes = [leftOut, copy, deidentified, held(), deidentified];
  expect(beside(outcomes, [0], new Map([[0, deidentified]]))).toEqual([1, 2]);
});

it('are none where a copy or a held file was left out, or the only one of its instance', () => {
  expect(beside([leftOut, deidentified, deidentified], [0], new Map([[0, copy]]))).toEqual([]);
  expect(beside([leftOut, deidentified, deidentified], [0], new Map([[0, held()]]))).toEqual([]);
  expect(beside([deidentified, deidentified, leftOut], [2], new Map([[2, deidentified]]))).toEqual([]);
});

it('are none before a run', () => {
  expect(beside([null, null, null], [0], new Map())).toEqual([]);
});

it('are all of the instance where one is put back', () => {
  expect(beside([deidentified, copy, deidentified], [0], new Map())).toEqual([0, 1]);
});
