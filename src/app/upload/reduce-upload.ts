import type { BatchAction } from '../batch-action.ts';
import type { BatchState } from '../batch-state.ts';
import { markOutOfDate, withOutcomes } from '../reduce-decisions.ts';

/** A file found changed while it was read re-counts the result, so archives written before are out of date. */
export function advanceUpload(
  state: BatchState,
  { upload, entries }: Extract<BatchAction, { readonly kind: 'upload-changed' }>,
): BatchState {
  const next = entries.length === 0 ? state : markOutOfDate({ ...state, files: withOutcomes(state.files, entries) });
  return { ...next, upload };
}
