import type { ReceiptLine } from '../../pipeline/contracts/upload.ts';
import type { BatchState, RecordsProgress } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { valueReviewOf } from '../batch/derived/count-review.ts';
import { decidedBeside } from '../batch/derived/decided-beside.ts';
import { strings } from '../ui/strings.ts';
import { asWritten, outputRowsOf } from './name-outputs.ts';
import { canWriteNow } from './save-run.ts';
import type { AppServices } from './services.ts';
import { untilChanged } from './waiting/until-searched.ts';

/** Builds the two small bundles and hands them to the browser's download. */
export function createRecordsControls(store: BatchStore, services: AppServices, uploads: () => readonly ReceiptLine[]) {
  let current = new AbortController();
  const show = (records: RecordsProgress): void => store.dispatch({ kind: 'records-changed', records });

  /** @returns false where they were given up, or the result that they were asked for does not stand any more */
  async function untilSettled(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && isSettling(store.getState())) await untilChanged(store, signal);
    if (signal.aborted) return false;
    if (!store.getState().hasResult) show({ kind: 'idle' });
    return store.getState().hasResult;
  }

  async function build(what: 'records' | 'receipt', includesOriginalValues: boolean): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    if (isSettling(store.getState())) {
      show({ kind: 'building', what, isWaiting: true });
      if (!(await untilSettled(signal))) return;
    }
    const state = store.getState();
    const { profile, remains } = state;
    const review = valueReviewOf(remains);
    const request = {
      files: asWritten(state),
      profile,
      includesOriginalValues,
      signal,
      uploads: uploads(),
      review,
      ...decidedBeside(state),
      ...outputRowsOf(state),
    };
    show({ kind: 'building', what, isWaiting: false });
    try {
      const blob = await (what === 'records' ? services.buildRecords(request) : services.buildReceipt(request));
      if (!signal.aborted) {
        services.download(blob, `${what}.zip`);
        show({ kind: 'idle' });
      }
    } catch {
      if (!signal.aborted) {
        show({ kind: 'failed', message: strings.records.failed });
      }
    }
  }

  return {
    saveRecords: (includesOriginalValues: boolean) => build('records', includesOriginalValues),
    saveReceipt: () => build('receipt', false),
    cancelRecords: () => {
      current.abort();
      show({ kind: 'idle' });
    },
  };
}

/** True while what the records tell of may change by itself. Where a person has stopped the search, nothing is waited for. */
function isSettling(state: BatchState): boolean {
  const isJudged = state.recounting > 0 || state.search.phase === 'searching';
  return isJudged && state.hasResult && !canWriteNow(state);
}
