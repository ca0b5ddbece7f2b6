import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { sortById } from './derived/sort-by-id.ts';
import { isForetold, planAnew, takeInPlans, withForecast, workedMs } from './forecast-state.ts';
import { settledOutcome } from './outcomes.ts';
import { markOutOfDate } from './reduce-decisions.ts';

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
  const next = { ...state, files, step: files.length > 0 ? 'review' : 'start', scan: null, notice } as const;
  // Of a batch that had a result, files have come that it says nothing of.
  return isForetold(files) ? next : withCancelledAnew({ ...next, hasResult: false });
}

/**
 * Confirms the forecast: what is planned is the outcome, and only what is missing is still planned. After a result, files
 * that failed or that a cancelled run did not reach are tried again.
 */
export function startRun(state: BatchState, nowMs: number): BatchState {
  const again = withCancelledAnew(state.hasResult ? withFailedAnew(state) : state);
  const next = markOutOfDate({ ...again, save: { kind: 'idle' }, notice: null });
  const forecast = { workedMs: workedMs(state.forecast, nowMs), startedAtMs: null, countsBefore: null };
  if (isForetold(next.files)) return finish(withForecast(next, forecast), forecast.workedMs, null);
  const settledAtStart = next.files.filter((file) => settledOutcome(file) !== null).length;
  const run = { startedAtMs: nowMs, nowMs, settledAtStart, workers: [], isCancelling: false };
  return withForecast({ ...next, step: 'running', run }, { ...forecast, phase: 'checking' });
}

function withCancelledAnew(state: BatchState): BatchState {
  return withoutOutcomes(state, (outcome) => outcome.kind === 'skipped' && outcome.code === 'cancelled');
}

function withFailedAnew(state: BatchState): BatchState {
  return withoutOutcomes(state, (outcome) => outcome.kind === 'failed');
}

function withoutOutcomes(state: BatchState, isAmong: (outcome: FileOutcome) => boolean): BatchState {
  const ids = state.files.filter(({ outcome }) => outcome !== null && isAmong(outcome)).map(({ id }) => id);
  return ids.length === 0 ? state : planAnew(state, new Set(ids));
}

export function advanceRun(state: BatchState, action: Advance<'run-advanced'>): BatchState {
  if (state.run === null) {
    return state;
  }
  const run = { ...state.run, nowMs: action.nowMs, workers: action.workers };
  return { ...takeInPlans(state, action.entries), run };
}

/** Every input ends with exactly one outcome. */
export function endRun(state: BatchState, action: Advance<'run-ended'>): BatchState {
  const runMs = state.run === null ? 0 : action.nowMs - state.run.startedAtMs;
  return finish(withForecast(state, { phase: 'resting' }), state.forecast.workedMs + runMs, action.notice);
}

function finish(state: BatchState, lastRunMs: number, notice: string | null): BatchState {
  const files = state.files.map((file) =>
    file.outcome === null ? { ...file, outcome: settledOutcome(file) ?? cancelled } : file,
  );
  return { ...state, files, step: 'result', hasResult: true, run: null, lastRunMs, notice };
}

const cancelled: NonNullable<BatchFile['outcome']> = {
  kind: 'skipped',
  code: 'cancelled',
  reason: 'The run was stopped before this file. De-identify again to include it.',
};
