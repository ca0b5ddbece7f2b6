import type { ReceiptLine } from '../../pipeline/contracts/upload.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { valueReviewOf } from '../batch/derived/count-review.ts';
import { decidedBeside } from '../batch/derived/decided-beside.ts';
import { strings } from '../ui/strings.ts';
import { asWritten, outputRowsOf } from './name-outputs.ts';
import type { AppServices } from './services.ts';

/** Builds the two small bundles and hands them to the browser's download. */
export function createRecordsControls(store: BatchStore, services: AppServices, uploads: () => readonly ReceiptLine[]) {
  let current = new AbortController();

  async function build(what: 'records' | 'receipt', includesOriginalValues: boolean): Promise<void> {
    const state = store.getState();
    const { profile, remains } = state;
    current.abort();
    current = new AbortController();
    const { signal } = current;
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
    store.dispatch({ kind: 'records-changed', records: { kind: 'building', what } });
    try {
      const blob = await (what === 'records' ? services.buildRecords(request) : services.buildReceipt(request));
      if (!signal.aborted) {
        services.download(blob, `${what}.zip`);
        store.dispatch({ kind: 'records-changed', records: { kind: 'idle' } });
      }
    } catch {
      if (!signal.aborted) {
        store.dispatch({ kind: 'records-changed', records: { kind: 'failed', message: strings.records.failed } });
      }
    }
  }

  return {
    saveRecords: (includesOriginalValues: boolean) => build('records', includesOriginalValues),
    saveReceipt: () => build('receipt', false),
    cancelRecords: () => {
      current.abort();
      store.dispatch({ kind: 'records-changed', records: { kind: 'idle' } });
    },
  };
}
