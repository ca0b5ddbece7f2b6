import { startTransition, useEffect, useState } from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { isMadeInPieces } from './made-in-pieces.ts';

/**
 * The state to show. A screen that takes long to make is made in pieces between which the page answers; until it is whole,
 * the one before stays. Everything else is shown at once.
 */
export function useBatch(store: BatchStore): BatchState {
  const [state, setState] = useState(store.getState);
  useEffect(() => {
    let last = store.getState();
    setState(last);
    return store.subscribe(() => {
      const before = last;
      last = store.getState();
      const next = last;
      if (isMadeInPieces(before, next)) startTransition(() => setState(next));
      else setState(next);
    });
  }, [store]);
  return state;
}
