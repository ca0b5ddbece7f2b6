import type { RunProgress } from '../batch/batch-state.ts';

export type RunFigures = {
  readonly percent: number;
  readonly elapsedMs: number;
  /** Null until there is enough to tell by. */
  readonly leftMs: number | null;
  readonly filesPerSecond: number | null;
};

/** @param done files with an outcome, those included whose outcome was known before the run */
export function runFigures(run: RunProgress, done: number, total: number): RunFigures {
  const elapsedMs = run.nowMs - run.startedAtMs;
  const processed = done - run.settledAtStart;
  const hasPace = elapsedMs > 1500 && processed > 0;
  return {
    percent: total === 0 ? 0 : (100 * done) / total,
    elapsedMs,
    leftMs: hasPace ? ((total - done) * elapsedMs) / processed : null,
    filesPerSecond: hasPace ? (1000 * processed) / elapsedMs : null,
  };
}
