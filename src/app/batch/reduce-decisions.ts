import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { OutcomeEntry } from './batch-action.ts';
import type { BatchState, SeriesSurvey } from './batch-state.ts';
import { changeFiles } from './derived/find-file.ts';
import { changeBasis, planAnew } from './forecast-state.ts';
import type { Release } from './outcomes.ts';

/**
 * A new profile or key decides anew: outcomes and the releases that rested on them go. Files left out stay so, and boxes.
 * @param isKept whether a release holds all the same
 */
export function clearOutcomes(
  state: BatchState,
  isKept: (release: Release, file: BatchFile) => boolean = () => false,
): BatchState {
  const isAffected = (file: BatchFile) =>
    file.release !== null || (file.outcome !== null && !state.leftOut.has(file.id));
  const clear = (file: BatchFile): BatchFile =>
    isAffected(file)
      ? {
          ...file,
          outcome: state.leftOut.has(file.id) ? file.outcome : null,
          release: file.release !== null && isKept(file.release, file) ? file.release : null,
        }
      : file;
  const files = state.files.some(isAffected) ? state.files.map(clear) : state.files;
  return markOutOfDate({
    ...changeBasis(state),
    files,
    hasResult: false,
    // What an earlier change of the profile did is told of another state than this one.
    ruleEffect: null,
    countEffect: [],
    leftOut: forgetReturns(state.leftOut),
    seriesSurvey: outdated(state.seriesSurvey),
    step: state.step === 'result' ? 'review' : state.step,
  });
}

/** @param decision null takes an earlier one back */
export function release(state: BatchState, ids: readonly number[], decision: Release | null): BatchState {
  const chosen = new Set(ids);
  const files = changeFiles(state.files, chosen, (file) => ({
    ...file,
    release: joinDecisions(file.release, decision),
  }));
  return afterDecision(state, files, chosen);
}

/**
 * Takes in files that a person decided about: in the result they keep their outcomes until they are judged anew, in review
 * they are planned anew. What those were that are left out does not hold any more.
 */
export function afterDecision(state: BatchState, files: readonly BatchFile[], chosen: ReadonlySet<number>): BatchState {
  const next = markOutOfDate({ ...state, files, seriesSurvey: outdated(state.seriesSurvey) });
  return state.step === 'result' ? next : planAnew(next, chosen);
}

function outdated(survey: SeriesSurvey | null): SeriesSurvey | null {
  return survey === null ? null : { ...survey, state: 'outdated' };
}

/** Who confirmed the images or read the texts and then decides something else about the file has still done that. */
function joinDecisions(earlier: Release | null, decision: Release | null): Release | null {
  if (decision === null || earlier?.covers === undefined) {
    return decision;
  }
  const texts = decision.texts ?? earlier.texts;
  return {
    ...decision,
    ...(decision.covers === 'texts' && { covers: earlier.covers }),
    ...(texts !== undefined && { texts }),
    pixels: decision.pixels.kind === 'unstated' ? earlier.pixels : decision.pixels,
    reason: `${earlier.reason}; ${decision.reason}`,
    shown: `${earlier.shown} ${decision.shown}`,
  };
}

/** Counts files that will be decided again because another file changed. They keep their outcomes until then. */
export function decideAgain(state: BatchState, ids: readonly number[]): BatchState {
  return { ...state, recounting: state.recounting + ids.length };
}

/** Takes in outcomes of files that were decided again: released ones, and others of the same instances. */
export function recount(state: BatchState, entries: readonly OutcomeEntry[], isLast: boolean): BatchState {
  const recounting = isLast ? 0 : Math.max(1, state.recounting - entries.length);
  return markOutOfDate({ ...state, files: withOutcomes(state.files, entries), recounting });
}

/** When the rules change, files stay left out, but the outcomes that they would return to are forgotten. */
function forgetReturns(leftOut: BatchState['leftOut']): BatchState['leftOut'] {
  return new Map([...leftOut.keys()].map((id) => [id, null]));
}

/** Archives already written do not follow the outcomes any more, nor does the one that is being written. */
export function markOutOfDate(state: BatchState): BatchState {
  const { upload, save } = state;
  const forgotten = state.outputs === null ? state : { ...state, outputs: null };
  const told = upload.kind === 'ended' ? { ...forgotten, upload: { ...upload, isOutOfDate: true } } : forgotten;
  const next = save.kind === 'saving' ? { ...told, save: { ...save, isOutOfDate: true } } : told;
  if (state.archives.every(({ isOutOfDate }) => isOutOfDate)) {
    return next;
  }
  return { ...next, archives: state.archives.map((written) => ({ ...written, isOutOfDate: true })) };
}

/** Sets outcomes by id; files that are not named stay the same objects. */
export function withOutcomes(files: readonly BatchFile[], entries: readonly OutcomeEntry[]): readonly BatchFile[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry.outcome]));
  return changeFiles(files, byId.keys(), (file) => ({ ...file, outcome: byId.get(file.id) ?? file.outcome }));
}
