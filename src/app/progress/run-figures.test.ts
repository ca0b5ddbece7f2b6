import { expect, it } from 'vitest';
import { runFigures } from './run-figures.ts';

const run = { startedAtMs: 0, nowMs: 10_000, settledAtStart: 50, workers: [], isCancelling: false };

it('tells pace and time left from the files that were processed, not from those settled before', () => {
  expect(runFigures(run, 150, 250)).toEqual({ percent: 60, elapsedMs: 10_000, filesPerSecond: 10, leftMs: 10_000 });
});

it('promises nothing before there is something to tell by', () => {
  expect(runFigures({ ...run, nowMs: 500 }, 150, 250)).toMatchObject({ filesPerSecond: null, leftMs: null });
  expect(runFigures(run, 50, 250)).toMatchObject({ filesPerSecond: null, leftMs: null });
});
