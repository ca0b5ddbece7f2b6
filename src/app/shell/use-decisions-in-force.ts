import { useMemo } from 'react';
import { decisionsInForce, takeable } from '../batch/decide/reduce-decide.ts';
import { useBatch } from '../store/use-batch.ts';

/** What was decided and not taken back, wherever on the page that may have been. */
export function useDecisionsInForce() {
  const state = useDecided();
  return useMemo(() => decisionsInForce(state), [state]);
}

/** Those of them that *Undo* can take back now. */
export function useTakeable() {
  const state = useDecided();
  return useMemo(() => new Set(takeable(state)), [state]);
}

function useDecided() {
  const decisions = useBatch(({ decide }) => decide.decisions);
  const files = useBatch((state) => state.files);
  const leftOut = useBatch((state) => state.leftOut);
  const boxes = useBatch((state) => state.boxes);
  const purposeSwitch = useBatch((state) => state.purposeSwitch);
  return useMemo(
    () => ({ decide: { decisions }, files, leftOut, boxes, purposeSwitch }),
    [decisions, files, leftOut, boxes, purposeSwitch],
  );
}
