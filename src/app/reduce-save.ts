import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { markOutOfDate, withOutcomes } from './reduce-decisions.ts';
import type { SavedArchive } from './services.ts';

type Advance<Kind extends BatchAction['kind']> = Extract<BatchAction, { readonly kind: Kind }>;

export function startSave(state: BatchState, action: Advance<'save-started'>): BatchState {
  const { total, totalBytes } = action;
  return {
    ...state,
    save: { kind: 'saving', written: 0, writtenBytes: 0, total, totalBytes, isCancelling: false },
    notice: null,
  };
}

/** A file found changed while saving re-counts the result, so archives written before are out of date. */
export function advanceSave(state: BatchState, action: Advance<'save-advanced'>): BatchState {
  const { written, writtenBytes, entries } = action;
  const next = entries.length === 0 ? state : markOutOfDate({ ...state, files: withOutcomes(state.files, entries) });
  return next.save.kind === 'saving' ? { ...next, save: { ...next.save, written, writtenBytes } } : next;
}

export function addArchive(state: BatchState, archive: SavedArchive, files: number): BatchState {
  const number = 1 + Math.max(0, ...state.archives.map((written) => written.number));
  return {
    ...state,
    save: { kind: 'idle' },
    archives: [...state.archives, { number, archive, files, isOutOfDate: false, isCopyDeleted: false }],
  };
}

export function markCopyDeleted(state: BatchState, number: number): BatchState {
  const archives = state.archives.map((written) =>
    written.number === number ? { ...written, isCopyDeleted: true } : written,
  );
  return { ...state, archives };
}
