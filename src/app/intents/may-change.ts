import type { BatchStore } from '../batch/batch-store.ts';
import { isWriting } from '../batch/derived/is-writing.ts';
import { strings } from '../ui/strings.ts';

/** False while files are written that were planned under the state as it is; then the person is told to try again later. */
export function mayChange({ getState, dispatch }: BatchStore): boolean {
  if (!isWriting(getState())) return true;
  dispatch({ kind: 'noticed', message: strings.refusedWhileWriting });
  return false;
}
