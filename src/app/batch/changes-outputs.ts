import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { countCopies } from './remains-state.ts';

/** True when outputs may change. While files are planned or saved, only their outcomes change, not their outputs. */
export function changesOutputs(state: BatchState, next: BatchState, action: BatchAction): boolean {
  if (action.kind === 'started-over') {
    return false;
  }
  if (action.kind === 'forecast-ended') {
    // A file that was looked at before may be known as a copy now: it does not count any more.
    return countCopies(next.files) !== next.remains.copies;
  }
  const isOther =
    next.profile !== state.profile ||
    next.projectKey.bytes !== state.projectKey.bytes ||
    next.patientTable !== state.patientTable ||
    next.runningNumbers !== state.runningNumbers;
  return isOther || (next.files !== state.files && !outcomesAlone.has(action.kind));
}

/** What only takes in outcomes of files, or asks for them anew. */
const outcomesAlone: ReadonlySet<BatchAction['kind']> = new Set([
  'run-started',
  'run-advanced',
  'run-ended',
  'save-advanced',
  'forecast-advanced',
] as const);
