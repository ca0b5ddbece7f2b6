import type { HeldOutcome } from '../pipeline/file-outcome.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { OutcomeEntry } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import type { Release } from './outcomes.ts';

/** A new profile or key decides anew: outcomes and the decisions that rested on them go. */
export function clearOutcomes(state: BatchState): BatchState {
  const isAffected = state.files.some((file) => file.outcome !== null || file.release !== null);
  const files = isAffected ? state.files.map((file) => ({ ...file, outcome: null, release: null })) : state.files;
  return markOutOfDate({ ...state, files, leftOut: new Map(), step: state.step === 'result' ? 'review' : state.step });
}

/** @param decision null takes an earlier one back: the files are judged anew, without it */
export function release(state: BatchState, ids: readonly number[], decision: Release | null): BatchState {
  const chosen = new Set(ids);
  const files = state.files.map((file) =>
    chosen.has(file.id) ? { ...file, release: joinDecisions(file.release, decision) } : file,
  );
  return markOutOfDate({ ...state, files, recounting: state.recounting + chosen.size });
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

export function leaveOut(state: BatchState, ids: readonly number[]): BatchState {
  const chosen = new Set(ids);
  const leftOut = new Map(state.leftOut);
  const files = state.files.map((file): BatchFile => {
    if (!chosen.has(file.id) || file.outcome?.kind !== 'held') {
      return file;
    }
    leftOut.set(file.id, file.outcome);
    return { ...file, outcome: { kind: 'skipped', code: 'left-out', reason: 'Held, and left out by you.' } };
  });
  return { ...state, files, leftOut };
}

export function putBack(state: BatchState, ids: readonly number[]): BatchState {
  const leftOut = new Map(state.leftOut);
  const returned = new Map<number, HeldOutcome>();
  for (const id of ids) {
    const outcome = leftOut.get(id);
    if (outcome !== undefined) {
      returned.set(id, outcome);
      leftOut.delete(id);
    }
  }
  const files = state.files.map((file) => ({ ...file, outcome: returned.get(file.id) ?? file.outcome }));
  return { ...state, files, leftOut };
}

/** Archives already written do not follow the outcomes any more. */
export function markOutOfDate(state: BatchState): BatchState {
  if (state.archives.every(({ isOutOfDate }) => isOutOfDate)) {
    return state;
  }
  return { ...state, archives: state.archives.map((written) => ({ ...written, isOutOfDate: true })) };
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
