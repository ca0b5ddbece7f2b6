import { useEffect, useRef } from 'react';
import type { Step } from '../batch/batch-state.ts';

/** The button that led to a step is gone with its screen: the focus goes to the new screen's content. */
export function useFocusOnStep(step: Step): void {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) {
      shown.current = step;
      document.getElementById('main')?.focus({ preventScroll: true });
    }
  }, [step]);
}
