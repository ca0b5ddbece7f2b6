import { expect, it } from 'vitest';
import { createProfile } from '../../../profile/create-profile.ts';
import { diffRow, inspectingPool, scannedFile } from '../../../testing/batch-files.ts';
import { fakeServices } from '../../../testing/fake-services.ts';
import { createBatchState } from '../../batch/batch-state.ts';
import { createBatchStore } from '../../batch/batch-store.ts';
import { createCreatorFinder } from './find-creators.ts';

it('finds the private creators of one file of each series, and asks once', async () => {
  let asked = 0;
  const pool = inspectingPool(() => {
    asked += 1;
    return [
      diffRow({ tag: '(0019,0010)', isPrivate: true, before: 'SIEMENS MR HEADER ' }),
      diffRow({ tag: '(0019,100C)', isPrivate: true, before: '1000' }),
      diffRow({ tag: '(0008,0070)', before: 'SIEMENS' }),
    ];
  });
  const state = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
  const store = createBatchStore({ ...state, files: [scannedFile(0), scannedFile(1)] });
  const finder = createCreatorFinder(store, { pool: { ...fakeServices().services.pool, ...pool } });
  expect(await finder.findCreators()).toEqual({ creators: new Set(['SIEMENS MR HEADER']), looked: 1 });
  await finder.findCreators();
  expect(asked).toBe(1);
});

it('has looked at nothing where no file can be looked at', async () => {
  const pool = inspectingPool(() => ({ kind: 'failed', code: 'unreadable', reason: 'Gone.' }));
  const state = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
  const store = createBatchStore({ ...state, files: [scannedFile(0)] });
  const finder = createCreatorFinder(store, { pool: { ...fakeServices().services.pool, ...pool } });
  expect(await finder.findCreators()).toEqual({ creators: new Set(), looked: 0 });
});
