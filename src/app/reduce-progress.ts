import type { BatchFile } from '../pipeline/run-batch.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { settledOutcome } from './outcomes.ts';
import { forgetReturns, markOutOfDate, withOutcomes } from './reduce-decisions.ts';
import { sortById } from './sort-by-id.ts';

type Advance<Kind extends BatchAction['kind']> = Extract<BatchAction, { readonly kind: Kind }>;

const ANNOUNCE_MS = 1000;

export function startScan(state: BatchState, nowMs: number): BatchState {
  const read = state.files.length;
  const announced = { found: read, read, nowMs };
  const scan = { found: read, read, path: '', startedAtMs: nowMs, nowMs, announced, isStopping: false };
  // Files may join any series.
  return { ...state, step: 'scanning', scan, notice: null, seriesSurvey: null };
}

export function advanceScan(state: BatchState, action: Advance<'scan-advanced'>): BatchState {
  if (state.scan === null) {
    return state;
  }
  const files = action.files.length === 0 ? state.files : [...state.files, ...action.files];
  const found = Math.max(action.found, files.length);
  const path = action.path === '' ? state.scan.path : action.path;
  const { nowMs } = action;
  const isDue = nowMs - state.scan.announced.nowMs >= ANNOUNCE_MS || state.scan.announced.found === 0;
  const announced = isDue ? { found, read: files.length, nowMs } : state.scan.announced;
  return { ...state, files, scan: { ...state.scan, found, read: files.length, path, nowMs, announced } };
}

export function endScan(state: BatchState, notice: string | null): BatchState {
  const files = sortById(state.files);
  return { ...state, files, step: files.length > 0 ? 'review' : 'start', scan: null, notice };
}

/** Releases and files left out stay as the person decided them; everything else is decided anew. */
export function startRun(state: BatchState, nowMs: number): BatchState {
  const files = state.files.map((file) =>
    file.outcome === null || state.leftOut.has(file.id) ? file : { ...file, outcome: null },
  );
  const settledAtStart = files.filter((file) => settledOutcome(file) !== null).length;
  const run = { startedAtMs: nowMs, nowMs, settledAtStart, workers: [], isCancelling: false };
  const leftOut = forgetReturns(state.leftOut);
  return markOutOfDate({ ...state, files, leftOut, step: 'running', run, save: { kind: 'idle' }, notice: null });
}

export function advanceRun(state: BatchState, action: Advance<'run-advanced'>): BatchState {
  if (state.run === null) {
    return state;
  }
  const run = { ...state.run, nowMs: action.nowMs, workers: action.workers };
  return { ...state, run, files: withOutcomes(state.files, action.entries) };
}

/** Every input ends with exactly one outcome. */
export function endRun(state: BatchState, action: Advance<'run-ended'>): BatchState {
  const lastRunMs = state.run === null ? 0 : action.nowMs - state.run.startedAtMs;
  const files = state.files.map((file) =>
    file.outcome === null ? { ...file, outcome: settledOutcome(file) ?? cancelled } : file,
  );
  return { ...state, files, step: 'result', run: null, lastRunMs, notice: action.notice };
}

const cancelled: NonNullable<BatchFile['outcome']> = {
  kind: 'skipped',
  code: 'cancelled',
  reason: 'The run was stopped before this file. De-identify again to include it.',
};
