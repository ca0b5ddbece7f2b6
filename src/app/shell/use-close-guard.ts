import { useEffect } from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import { losesWork } from '../batch/derived/loses-work.ts';

/** Asks before the tab closes while work is under way or a result has not been saved. */
export function useCloseGuard(state: BatchState): void {
  const asks = losesWork(state);
  useEffect(() => {
    if (!asks) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}
