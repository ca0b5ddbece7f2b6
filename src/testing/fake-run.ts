import type { BatchAction } from '../app/batch/batch-action.ts';
import { type BatchState, createBatchState } from '../app/batch/batch-state.ts';
import { reduceBatch } from '../app/batch/batch-store.ts';
import { createProfile } from '../profile/create-profile.ts';
import { deidentified, fakeFile, held, notDicom, truncated } from './fake-batch.ts';

export const initial = createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32));

export function reached(state: BatchState, ...actions: readonly BatchAction[]): BatchState {
  return actions.reduce(reduceBatch, state);
}

/** Four files that end in the four outcomes. */
export const scanned = reached(
  initial,
  { kind: 'scan-started', nowMs: 0 },
  {
    kind: 'scan-advanced',
    found: 4,
    path: 'd',
    nowMs: 1,
    files: [fakeFile(2, {}, { scan: notDicom }), fakeFile(0), fakeFile(1), fakeFile(3, {}, { scan: truncated })],
  },
  { kind: 'scan-ended', notice: null },
);
export const finished = reached(
  scanned,
  { kind: 'run-started', nowMs: 0 },
  {
    kind: 'run-advanced',
    nowMs: 5,
    workers: [],
    entries: [
      { id: 0, outcome: deidentified },
      { id: 1, outcome: held() },
    ],
  },
  { kind: 'run-ended', nowMs: 1000, notice: null },
);
