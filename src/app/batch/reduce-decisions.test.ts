import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, fakeFile, held } from '../../testing/fake-batch.ts';
import { allSeen, unstated } from '../../testing/pixel-statements.ts';
import { type BatchState, createBatchState } from './batch-state.ts';
import { afterDecision, clearOutcomes, markOutOfDate, release } from './reduce-decisions.ts';

const fresh = createBatchState(createProfile('ps315-basic'), null, new Uint8Array(32));
const survey = { state: 'done' } as unknown as NonNullable<BatchState['seriesSurvey']>;
const signed = { reason: 'Looked', shown: 'All', atIso: '2026-01-02T03:04:05Z' };

function stateAt(step: BatchState['step'], parts: Partial<BatchState> = {}): BatchState {
  const files = [fakeFile(1, {}, { outcome: deidentified })];
  return { ...fresh, step, files, hasResult: true, seriesSurvey: survey, ...parts };
}

describe('a change of profile or key', () => {
  it('leads from the result to the review, has no result any more, and its survey is of before', () => {
    const next = clearOutcomes(stateAt('result'));
    expect(next).toMatchObject({ step: 'review', hasResult: false, seriesSurvey: { state: 'outdated' } });
    expect(next.files[0]?.outcome).toBeNull();
    expect(clearOutcomes(stateAt('decide')).step).toBe('decide');
    expect(clearOutcomes(stateAt('review', { seriesSurvey: null })).seriesSurvey).toBeNull();
  });
});

describe('a decision', () => {
  it('puts the survey of a series out of date', () => {
    const state = stateAt('result');
    expect(afterDecision(state, state.files, new Set([1])).seriesSurvey).toEqual({ state: 'outdated' });
  });

  it('about something else keeps what was said of the images, and one about the images replaces it', () => {
    const said = { ...signed, pixels: allSeen, covers: 'images' } as const;
    const files = [fakeFile(1, {}, { outcome: held(), release: said })];
    const pixelsAfter = (pixels: typeof allSeen) =>
      release(stateAt('review', { files }), [1], { ...signed, pixels }).files[0]?.release?.pixels;
    expect(pixelsAfter(unstated)).toEqual(allSeen);
    const other = { ...allSeen, isOverText: true } as typeof allSeen;
    expect(pixelsAfter(other)).toEqual(other);
  });
});

describe('what is out of date', () => {
  it('are the list of outputs and an upload that has ended', () => {
    const state = stateAt('result', {
      outputs: {} as never,
      upload: { kind: 'ended', isOutOfDate: false } as never,
    });
    expect(markOutOfDate(state)).toMatchObject({ outputs: null, upload: { kind: 'ended', isOutOfDate: true } });
    expect(markOutOfDate(stateAt('result')).upload).toEqual(fresh.upload);
  });
});
