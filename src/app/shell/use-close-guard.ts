import { useEffect } from 'react';
import { losesWork } from '../batch/derived/loses-work.ts';
import { useBatch } from '../store/use-batch.ts';

/** Asks before the tab closes while work is under way or a result has not been saved. */
export function useCloseGuard(): void {
  const asks = useBatch(losesWork);
  useEffect(() => {
    if (!asks) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}
