import { useEffect, useEffectEvent } from 'react';
import type { Step } from '../batch/batch-state.ts';
import { isWriting } from '../batch/derived/is-writing.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';

/** The mark of the one entry in the history of the browser that stands for all steps after the review. */
const LATER = 'after-review';

/**
 * The browser's Back leads from a later step to the review and not away from the page; while files are written it leads nowhere.
 */
export function useBrowserBack(step: Step): void {
  const isLater = step === 'running' || step === 'decide' || step === 'result';
  const isBusy = useBatch(isWriting);
  const { openReview } = useIntents();
  const goBack = useEffectEvent((): void => {
    if (isBusy) addEntry();
    else openReview();
  });
  useEffect(() => {
    if (!isLater) return;
    if (!isEntryHere()) addEntry();
    const { hash } = location;
    // A link to another place of the page is told of as well.
    const hear = () => {
      if (!isEntryHere() && location.hash === hash) goBack();
    };
    window.addEventListener('popstate', hear);
    return () => window.removeEventListener('popstate', hear);
  }, [isLater]);
}

function isEntryHere(): boolean {
  return history.state === LATER;
}

function addEntry(): void {
  history.pushState(LATER, '');
}
