import { expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { diffRow, inspectingPool, scannedFile } from '../../../testing/batch-files.ts';
import { fakeFile, notDicom } from '../../../testing/fake-batch.ts';
import { fakeServices } from '../../../testing/fake-services.ts';
import { createBatchState } from '../../batch/batch-state.ts';
import { createBatchStore } from '../../batch/batch-store.ts';
import { createCreatorFinder } from './find-creators.ts';

/** A finder over these files; `asked` are the ids of those that were looked at. */
function finderOver(files: readonly BatchFile[], answer: Parameters<typeof inspectingPool>[0]) {
  const asked: number[] = [];
  const pool = inspectingPool((job) => {
    asked.push(job.input.id);
    return answer(job);
  });
  const state = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
  const store = createBatchStore({ ...state, files });
  const { findCreators } = createCreatorFinder(store, { pool: { ...fakeServices().services.pool, ...pool } });
  return { findCreators, asked, store };
}

const creatorAt = (tag: string, parts: Partial<DiffRow> = {}) =>
  diffRow({ tag, isPrivate: true, before: `AT ${tag}`, ...parts });
const ofSeries = (id: number, series = `2.25.${id}`) => fakeFile(id, { seriesInstanceUid: series });

it('finds the private creators of one file of each series, and asks once', async () => {
  const { findCreators, asked } = finderOver([scannedFile(0), scannedFile(1)], () => [
    diffRow({ tag: '(0019,0010)', isPrivate: true, before: 'SIEMENS MR HEADER ' }),
    diffRow({ tag: '(0019,100C)', isPrivate: true, before: '1000' }),
    diffRow({ tag: '(0008,0070)', before: 'SIEMENS' }),
  ]);
  expect(await findCreators()).toEqual({ creators: new Set(['SIEMENS MR HEADER']), looked: 1 });
  await findCreators();
  expect(asked).toEqual([0]);
});

it('takes for a creator what stands at (gggg,0010) to (gggg,00FF) of a private group alone', async () => {
  const { findCreators } = finderOver([ofSeries(0)], () => [
    ...['(0019,0010)', '(7fe1,00ff)', '(0029,009A)'].map((tag) => creatorAt(tag)),
    ...['(0019,0001)', '(0019,000F)', '(0019,0110)', '(0019,1000)'].map((tag) => creatorAt(tag)),
    creatorAt('(0028,0010)', { isPrivate: false }),
    creatorAt('(0021,0010)', { before: null }),
  ]);
  const { creators } = await findCreators();
  const named = [...creators].filter((creator) => creator !== '');
  expect(new Set(named)).toEqual(new Set(['AT (0019,0010)', 'AT (7fe1,00ff)', 'AT (0029,009A)']));
});

it('looks at no more than sixty series, and at no file that is not DICOM', async () => {
  const files = [fakeFile(99, {}, { scan: notDicom }), ...Array.from({ length: 61 }, (_, id) => ofSeries(id))];
  const { findCreators, asked } = finderOver([...files, ofSeries(62, '2.25.0')], () => []);
  expect(await findCreators()).toEqual({ creators: new Set(), looked: 60 });
  expect(asked).toEqual(Array.from({ length: 60 }, (_, id) => id));
});

it('passes over what cannot be looked at: it is not among those looked at', async () => {
  const gone = fakeFile(2, { seriesInstanceUid: '2.25.3' }, { content: null });
  const { findCreators } = finderOver([ofSeries(0), ofSeries(1), gone], ({ input }) => {
    if (input.id === 0) return [creatorAt('(0019,0010)')];
    throw new Error('The worker was lost.');
  });
  expect(await findCreators()).toEqual({ creators: new Set(['AT (0019,0010)']), looked: 1 });
});

it('has looked at nothing where no file can be looked at', async () => {
  const { findCreators } = finderOver([scannedFile(0)], () => ({
    kind: 'failed',
    code: 'unreadable',
    reason: 'Gone.',
  }));
  expect(await findCreators()).toEqual({ creators: new Set(), looked: 0 });
});

it('finds none before files are there', async () => {
  const { findCreators } = finderOver([], () => []);
  const none = { creators: new Set(), looked: 0 };
  expect([await findCreators(), await findCreators()]).toEqual([none, none]);
});

it('looks again when files came, and when the batch is another one of as many files', async () => {
  const { findCreators, asked, store } = finderOver([ofSeries(0)], () => []);
  await findCreators();
  const add = (id: number) => {
    store.dispatch({ kind: 'scan-started', nowMs: 0 });
    store.dispatch({ kind: 'scan-advanced', found: 1, path: '', files: [ofSeries(id)], nowMs: 0 });
    store.dispatch({ kind: 'scan-ended', notice: null });
  };
  add(1);
  await findCreators();
  expect(asked).toEqual([0, 0, 1]);
  store.dispatch({ kind: 'started-over' });
  add(5);
  add(6);
  await findCreators();
  expect(asked).toEqual([0, 0, 1, 5, 6]);
});
