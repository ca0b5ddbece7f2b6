import type { BatchFile } from '../pipeline/run-batch.ts';
import type { OutcomeEntry } from './batch-action.ts';
import type { BatchState, SeriesSurvey } from './batch-state.ts';
import type { Release } from './outcomes.ts';

/** A new profile or key decides anew: outcomes and the releases that rested on them go. Files left out stay so. */
export function clearOutcomes(state: BatchState): BatchState {
  const isAffected = (file: BatchFile) =>
    file.release !== null || (file.outcome !== null && !state.leftOut.has(file.id));
  const clear = (file: BatchFile): BatchFile =>
    isAffected(file) ? { ...file, outcome: state.leftOut.has(file.id) ? file.outcome : null, release: null } : file;
  const files = state.files.some(isAffected) ? state.files.map(clear) : state.files;
  return markOutOfDate({
    ...state,
    files,
    leftOut: forgetReturns(state.leftOut),
    seriesSurvey: outdated(state.seriesSurvey),
    step: state.step === 'result' ? 'review' : state.step,
  });
}

/** @param decision null takes an earlier one back: the files are judged anew, without it */
export function release(state: BatchState, ids: readonly number[], decision: Release | null): BatchState {
  const chosen = new Set(ids);
  const files = state.files.map((file) =>
    chosen.has(file.id) ? { ...file, release: joinDecisions(file.release, decision) } : file,
  );
  const seriesSurvey = outdated(state.seriesSurvey);
  return markOutOfDate({ ...state, files, seriesSurvey, recounting: state.recounting + chosen.size });
}

function outdated(survey: SeriesSurvey | null): SeriesSurvey | null {
  return survey === null ? null : { ...survey, state: 'outdated' };
}

/** Who confirmed the images and then releases the file for another reason has still confirmed the images. */
function joinDecisions(earlier: Release | null, decision: Release | null): Release | null {
  if (decision === null || earlier?.covers !== 'images') {
    return decision;
  }
  return {
    ...decision,
    hasConfirmedPixels: decision.hasConfirmedPixels || earlier.hasConfirmedPixels,
    reason: `${earlier.reason}; ${decision.reason}`,
    shown: `${earlier.shown} ${decision.shown}`,
  };
}

/**
 * Takes in the outcomes of released files. A file keeps the output path it had while held, because that path was made
 * unique among the whole batch; only its last `-2` may differ from what a run over a part gives.
 */
export function recount(state: BatchState, entries: readonly OutcomeEntry[], isLast: boolean): BatchState {
  const byId = new Map(entries.map((entry) => [entry.id, entry.outcome]));
  const files = state.files.map((file) => {
    const outcome = byId.get(file.id);
    if (outcome === undefined) {
      return file;
    }
    const path = file.outcome !== null && 'outputPath' in file.outcome ? file.outcome.outputPath : null;
    return { ...file, outcome: path !== null && 'outputPath' in outcome ? { ...outcome, outputPath: path } : outcome };
  });
  const recounting = isLast ? 0 : Math.max(0, state.recounting - entries.length);
  return markOutOfDate({ ...state, files, recounting });
}

/** What files had come to does not hold any more once a run begins or the rules change; that they are left out does. */
export function forgetReturns(leftOut: BatchState['leftOut']): BatchState['leftOut'] {
  return new Map([...leftOut.keys()].map((id) => [id, null]));
}

/** Archives already written do not follow the outcomes any more. */
export function markOutOfDate(state: BatchState): BatchState {
  const { upload } = state;
  const next = upload.kind === 'ended' ? { ...state, upload: { ...upload, isOutOfDate: true } } : state;
  if (state.archives.every(({ isOutOfDate }) => isOutOfDate)) {
    return next;
  }
  return { ...next, archives: state.archives.map((written) => ({ ...written, isOutOfDate: true })) };
}

/** Sets outcomes by id; files that are not named stay the same objects. */
export function withOutcomes(files: readonly BatchFile[], entries: readonly OutcomeEntry[]): readonly BatchFile[] {
  if (entries.length === 0) {
    return files;
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry.outcome]));
  return files.map((file) => {
    const outcome = byId.get(file.id);
    return outcome === undefined ? file : { ...file, outcome };
  });
}
