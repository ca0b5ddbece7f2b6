import { startTransition, useEffect, useState } from 'react';
import type { BatchState, Step } from '../batch-state.ts';
import type { BatchStore } from '../batch-store.ts';

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

/** Screens of many parts, decisions on many files, and a file's table of changes; that one is being read is said at once. */
function isMadeInPieces(before: BatchState, next: BatchState): boolean {
  if (before.step !== next.step) return HEAVY.has(next.step);
  if (Math.abs(before.leftOut.size - next.leftOut.size) > FILES_AT_ONCE) return true;
  const isOtherFile = before.openFile?.view !== next.openFile?.view;
  return isOtherFile && (before.openFile === null || next.openFile?.view.kind !== 'loading');
}

const FILES_AT_ONCE = 2000;

/** The others are light, and one who presses twice must not find the button still there. */
const HEAVY: ReadonlySet<Step> = new Set(['scanning', 'review', 'result']);
