import type { FileOutcome } from '../pipeline/file-outcome.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { BatchState } from './batch-state.ts';
import { markOutOfDate } from './reduce-decisions.ts';
import { studiesStrings } from './ui/strings/studies.ts';

/** Leaves DICOM files out, before a run or after one. They stay left out, under any profile, until they are put back. */
export function leaveOut(state: BatchState, ids: readonly number[]): BatchState {
  const chosen = new Set(ids);
  const leftOut = new Map(state.leftOut);
  const files = state.files.map((file) => {
    if (!chosen.has(file.id) || file.scan.kind !== 'dicom' || leftOut.has(file.id)) {
      return file;
    }
    leftOut.set(file.id, file.outcome);
    return { ...file, outcome: leftOutOutcome(file) };
  });
  if (leftOut.size === state.leftOut.size) {
    return state;
  }
  const next = { ...state, files, leftOut };
  return touchesArchives(leftOut, chosen) ? markOutOfDate(next) : next;
}

/**
 * Puts files back with the outcome of the last run. A file that was not part of it has none: the list goes back to
 * review, because only another run can give it one.
 */
export function putBack(state: BatchState, ids: readonly number[]): BatchState {
  const chosen = new Set(ids.filter((id) => state.leftOut.has(id)));
  if (chosen.size === 0) {
    return state;
  }
  const needsRun = state.step === 'result' && someOf(chosen, (id) => state.leftOut.get(id) === null);
  const files = state.files.map((file) =>
    chosen.has(file.id) ? { ...file, outcome: state.leftOut.get(file.id) ?? null } : file,
  );
  const leftOut = new Map(state.leftOut);
  for (const id of chosen) {
    leftOut.delete(id);
  }
  const kept = { ...state, files, leftOut };
  const next = touchesArchives(state.leftOut, chosen) ? markOutOfDate(kept) : kept;
  return needsRun ? { ...next, step: 'review', notice: studiesStrings.leftOut.needsRun } : next;
}

/** Held files are in no archive, so leaving them out changes none. */
function touchesArchives(leftOut: BatchState['leftOut'], ids: ReadonlySet<number>): boolean {
  return someOf(ids, (id) => leftOut.get(id)?.kind === 'deidentified');
}

/** Without a list of its own: there may be 50,000. */
function someOf(ids: ReadonlySet<number>, matches: (id: number) => boolean): boolean {
  for (const id of ids) {
    if (matches(id)) {
      return true;
    }
  }
  return false;
}

function leftOutOutcome({ outcome }: BatchFile): FileOutcome {
  const { byYou, heldByYou } = studiesStrings.leftOut;
  return { kind: 'skipped', code: 'left-out', reason: outcome?.kind === 'held' ? heldByYou : byYou };
}
