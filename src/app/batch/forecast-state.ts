import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { OutcomeEntry } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { compareCounts } from './derived/count-effect.ts';
import { filesBeside, matesOf } from './derived/files-beside.ts';
import { changeFiles } from './derived/find-file.ts';
import { countStandings, type OutcomeCounts } from './outcomes.ts';
import { standingRulesOf } from './standing-rules.ts';

/**
 * The plan of the whole batch, which is made in the background while a person reviews it. What it brings are the outcomes
 * of the files themselves: *De-identify* confirms them.
 */
export type ForecastState = {
  /** Outcomes rest on profile, key and patients. Each change of these raises the number; a plan of an older number is dropped. */
  readonly basis: number;
  readonly phase: 'resting' | 'checking' | 'stopped' | 'broken';
  /** A person decided on these files while they were being planned. Their plan from this pass is dropped. */
  readonly outdated: ReadonlySet<number>;
  /** When the work under way began; null while there is none. */
  readonly startedAtMs: number | null;
  /** How long the work before that took, since the basis changed. */
  readonly workedMs: number;
  /** Of the last whole forecast, before the profile was changed; null when a comparison would tell of something else. */
  readonly countsBefore: OutcomeCounts | null;
};

export const nothingPlanned: ForecastState = {
  basis: 0,
  phase: 'resting',
  outdated: new Set(),
  startedAtMs: null,
  workedMs: 0,
  countsBefore: null,
};

export type ForecastAction =
  | { readonly kind: 'forecast-begun'; readonly nowMs: number }
  | { readonly kind: 'forecast-advanced'; readonly entries: readonly OutcomeEntry[] }
  | { readonly kind: 'forecast-ended'; readonly nowMs: number; readonly isBroken: boolean }
  | { readonly kind: 'forecast-stopped' }
  | { readonly kind: 'forecast-resumed' };

export function reduceForecast(state: BatchState, action: ForecastAction): BatchState {
  switch (action.kind) {
    case 'forecast-begun':
      return withForecast(state, { phase: 'checking', outdated: new Set(), startedAtMs: action.nowMs });
    case 'forecast-advanced':
      return takeInPlans(state, action.entries);
    case 'forecast-ended':
      return endForecast(state, action.nowMs, action.isBroken);
    case 'forecast-stopped':
      return withForecast(state, { phase: 'stopped' });
    case 'forecast-resumed':
      return withForecast(state, { phase: 'resting' });
  }
}

/** True for a DICOM file that has no outcome yet. */
export function isUnplanned({ outcome, scan }: BatchFile): boolean {
  return outcome === null && scan.kind === 'dicom';
}

/** True when no file waits for its plan, so that the result will say the same. */
export function isForetold(files: readonly BatchFile[]): boolean {
  return !files.some(isUnplanned);
}

/** Takes in outcomes as they come. A file that was left out meanwhile has them ready for its return. */
export function takeInPlans(state: BatchState, entries: readonly OutcomeEntry[]): BatchState {
  const { outdated } = state.forecast;
  const wanted = new Map<number, FileOutcome>();
  for (const { id, outcome } of entries) {
    if (!outdated.has(id)) wanted.set(id, outcome);
  }
  if (wanted.size === 0) return state;
  const leftOut = new Map(state.leftOut);
  const files = changeFiles(state.files, wanted.keys(), (file) => {
    const outcome = wanted.get(file.id) ?? file.outcome;
    if (!leftOut.has(file.id)) return { ...file, outcome };
    leftOut.set(file.id, outcome);
    return file;
  });
  return { ...state, files, leftOut };
}

/**
 * Plans anew what depends on these files, which were left out or put back. While a plan is being made nobody knows yet what
 * that is, so that all files of their instances are.
 */
export function planBesideAnew(state: BatchState, ids: readonly number[]): BatchState {
  return planAnew(state, state.forecast.phase === 'checking' ? matesOf(state.files, ids) : filesBeside(state, ids));
}

/** The files come back without an outcome. What a person decided meanwhile is no effect of the profile either. */
export function planAnew(state: BatchState, ids: ReadonlySet<number>): BatchState {
  const leftOut = new Map(state.leftOut);
  for (const id of ids) {
    if (leftOut.has(id)) leftOut.set(id, null);
  }
  const isKnown = ({ id, outcome, scan }: BatchFile) => outcome !== null && scan.kind === 'dicom' && !leftOut.has(id);
  const files = changeFiles(state.files, ids, (file) => (isKnown(file) ? { ...file, outcome: null } : file));
  const outdated = new Set([...state.forecast.outdated, ...ids]);
  return withForecast({ ...state, files, leftOut }, { outdated, countsBefore: null });
}

/** Call it when profile, key or patients change. A plan that was begun before is dropped when it arrives. */
export function changeBasis(state: BatchState): BatchState {
  return withForecast(state, {
    basis: state.forecast.basis + 1,
    phase: 'resting',
    startedAtMs: null,
    workedMs: 0,
    countsBefore: null,
  });
}

function endForecast(state: BatchState, nowMs: number, isBroken: boolean): BatchState {
  const { phase, countsBefore } = state.forecast;
  const next = withForecast(state, {
    phase: isBroken ? 'broken' : phase === 'checking' ? 'resting' : phase,
    workedMs: workedMs(state.forecast, nowMs),
    startedAtMs: null,
  });
  if (countsBefore === null || !isForetold(state.files)) return next;
  const countEffect = compareCounts(countsBefore, countStandings(state.files, standingRulesOf(state)));
  return withForecast({ ...next, countEffect }, { countsBefore: null });
}

/** How long the plan of the batch has taken up to now. */
export function workedMs({ workedMs: before, startedAtMs }: ForecastState, nowMs: number): number {
  return before + (startedAtMs === null ? 0 : nowMs - startedAtMs);
}

export function withForecast(state: BatchState, parts: Partial<ForecastState>): BatchState {
  return { ...state, forecast: { ...state.forecast, ...parts } };
}
