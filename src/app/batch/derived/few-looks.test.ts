import { expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { createBatchState } from '../batch-state.ts';
import { createSearchCounter } from './count-search.ts';
import { createDerived } from './create-derived.ts';
import { changeFiles } from './find-file.ts';
import { sharedInstances } from './shared-instances.ts';
import { sortById } from './sort-by-id.ts';

const empty = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));

/** Files that count how often somebody looks at what was read of them, from the last to the first. */
function countedFiles(count: number) {
  const looks = { count: 0 };
  const files = Array.from({ length: count }, (_, n): BatchFile => {
    const { scan, ...file } = fakeFile(count - 1 - n, { sopInstanceUid: `2.25.${n}` }, { outcome: held() });
    return {
      ...file,
      get scan() {
        looks.count += 1;
        return scan;
      },
    };
  });
  return { files, looks };
}

const leftOut = { kind: 'skipped', code: 'left-out', reason: 'Left out.' } as const;
const leaveOut = (files: readonly BatchFile[]) =>
  changeFiles(files, [7, 8, 9], (file) => ({ ...file, outcome: leftOut }));

it.each([100, 4500])('looks at the files of one decision among %i, and at no other', (count) => {
  const { files, looks } = countedFiles(count);
  const derived = createDerived();
  const searched = createSearchCounter();
  for (const _ of derived.makeAhead({ ...empty, files }));
  const before = { ...empty, files: sortById(files) };
  const scanned = derived.scanned(before);
  expect(searched(before)).toEqual({ done: 0, open: 0, waiting: 0 });
  derived.patients(before, 'as-found');
  const after = { ...before, files: leaveOut(before.files) };
  looks.count = 0;
  expect(derived.scanned(after)).toBe(scanned);
  searched(after);
  sharedInstances(after.files);
  derived.patients(after, 'as-found');
  expect(looks.count).toBeGreaterThan(0);
  expect(looks.count).toBeLessThan(60);
});

it('counts the search anew under another scope, and for another list', () => {
  const image = fakeFile(0, {}, { outcome: held() });
  if (image.scan.kind !== 'dicom') throw new Error('It is read.');
  const open: BatchFile = { ...image, scan: { ...image.scan, imageRisk: 'A' } };
  const searched = createSearchCounter();
  const wide = { ...empty, search: { scope: 'all', phase: 'resting' } } as const;
  expect(searched({ ...wide, files: [open, { ...open, id: 1 }] })).toEqual({ done: 0, open: 2, waiting: 0 });
  expect(searched({ ...wide, files: [open] })).toEqual({ done: 0, open: 1, waiting: 0 });
  const found: BatchFile = { ...open, search: { kind: 'not-searched', cause: 'failed' } };
  expect(searched({ ...wide, files: [found] })).toEqual({ done: 1, open: 0, waiting: 0 });
  const none = { ...wide, search: { scope: 'none', phase: 'resting' } } as const;
  expect(searched({ ...none, files: [open] })).toEqual({ done: 0, open: 0, waiting: 0 });
});

it('counts what waits for the search, and gives the same numbers for as long as they are the same', () => {
  const { scan, ...file } = fakeFile(0, {}, { outcome: deidentified });
  if (scan.kind !== 'dicom') throw new Error('It is read.');
  const leaves: BatchFile = { ...file, scan: { ...scan, imageRisk: 'B' } };
  const searched = createSearchCounter();
  const wide = { ...empty, search: { scope: 'all', phase: 'resting' } } as const;
  const before = searched({ ...wide, files: [leaves] });
  expect(before).toEqual({ done: 0, open: 1, waiting: 1 });
  expect(searched({ ...wide, files: [{ ...leaves }] })).toBe(before);
  expect(searched({ ...wide, files: [{ ...leaves, outcome: null }] })).toEqual({ done: 0, open: 1, waiting: 0 });
  const clear: BatchFile = { ...leaves, search: { kind: 'searched', texts: [], isTextBeside: false } };
  expect(searched({ ...wide, files: [clear] })).toEqual({ done: 1, open: 0, waiting: 0 });
  const unlikely: BatchFile = { ...leaves, search: { kind: 'not-searched', cause: 'unlikely' } };
  expect(searched({ ...wide, files: [unlikely] })).toEqual({ done: 0, open: 0, waiting: 0 });
});
