import { leftOutByPerson } from '../../pipeline/contracts/file-outcome.ts';
import { studiesStrings } from '../ui/strings/studies.ts';
import type { BatchState } from './batch-state.ts';
import { changeFiles } from './derived/find-file.ts';
import { planBesideAnew } from './forecast-state.ts';
import { markOutOfDate } from './reduce-decisions.ts';

/**
 * Leaves DICOM files out, in review or in the result. They stay left out, under any profile, until they are put back. What
 * was planned for them is kept; only copies of an instance are planned anew, as another of them may go out now.
 */
export function leaveOut(state: BatchState, ids: readonly number[]): BatchState {
  const chosen = new Set(ids);
  const leftOut = new Map(state.leftOut);
  const files = changeFiles(state.files, chosen, (file) => {
    if (file.scan.kind !== 'dicom' || leftOut.has(file.id)) {
      return file;
    }
    leftOut.set(file.id, file.outcome);
    return { ...file, outcome: leftOutByPerson };
  });
  if (leftOut.size === state.leftOut.size) {
    return state;
  }
  const kept = { ...state, files, leftOut };
  const next = state.step === 'result' ? kept : planBesideAnew(kept, ids);
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
  const files = changeFiles(state.files, chosen, (file) => ({
    ...file,
    outcome: state.leftOut.get(file.id) ?? null,
  }));
  const leftOut = new Map(state.leftOut);
  for (const id of chosen) {
    leftOut.delete(id);
  }
  const back = { ...state, files, leftOut };
  const kept = state.step === 'result' && !needsRun ? back : planBesideAnew(back, ids);
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
