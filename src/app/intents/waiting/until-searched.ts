import type { BatchState, Postponed } from '../../batch/batch-state.ts';
import type { BatchStore } from '../../batch/batch-store.ts';
import { isForetold } from '../../batch/forecast-state.ts';
import { canWriteNow } from '../save-run.ts';

/**
 * Waits until files may be written: each was searched for text that has to be, and judged by what was found. A search that was
 * stopped goes on, and one that did not run is tried once more. Call it when the place to write to is open, because a picker opens in a click alone.
 * @returns false where nothing is to be written: a person cancelled, the search broke down, or the result does not hold any more
 */
export async function untilSearched(store: BatchStore, what: Postponed): Promise<boolean> {
  if (mayWrite(store.getState())) return true;
  store.dispatch({ kind: 'write-postponed', what });
  const { phase } = store.getState().search;
  if (phase === 'stopped' || phase === 'broken') store.dispatch({ kind: 'search-resumed' });
  while (isWaiting(store.getState())) await untilChanged(store);
  // What a person asked for was a search. Where it broke down meanwhile, they decide again.
  const brokeDown = phase !== 'broken' && store.getState().search.phase === 'broken';
  const goesOn = !brokeDown && store.getState().postponed !== null && mayWrite(store.getState());
  store.dispatch({ kind: 'postponed-ended' });
  return goesOn;
}

function isWaiting(state: BatchState): boolean {
  return state.postponed !== null && state.hasResult && !mayWrite(state);
}

/** True when the result stands, each file was searched that has to be, and none is planned or judged again. */
export function mayWrite(state: BatchState): boolean {
  return state.hasResult && state.run === null && isForetold(state.files) && canWriteNow(state);
}

/** Resolves when all that the change set off at once has happened: a result of the search first, then that files are judged by it. */
export function untilChanged(store: BatchStore, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      leave();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const leave = store.subscribe(done);
    signal?.addEventListener('abort', done);
  });
}
