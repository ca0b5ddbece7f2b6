import { useMemo } from 'react';
import { countElsewhere } from '../batch/decide/count-elsewhere.ts';
import type { DecideState } from '../batch/decide/decide-state.ts';
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

/** Files that other decisions are about. @param decisions see {@link useDecisionsInForce} */
export function useElsewhere(decisions: DecideState['decisions']) {
  const state = useDecided();
  return useMemo(() => countElsewhere(state, decisions), [state, decisions]);
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
