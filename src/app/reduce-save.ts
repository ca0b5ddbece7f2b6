import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { markOutOfDate, withOutcomes } from './reduce-decisions.ts';
import type { SavedOutput } from './services.ts';

type Advance<Kind extends BatchAction['kind']> = Extract<BatchAction, { readonly kind: Kind }>;

export function startSave(state: BatchState, action: Advance<'save-started'>): BatchState {
  const { what, written, writtenBytes, total, totalBytes } = action;
  const save = { kind: 'saving', what, written, writtenBytes, total, totalBytes, isCancelling: false } as const;
  return { ...state, save, notice: null };
}

/** A file found changed while saving re-counts the result, so archives written before are out of date. */
export function advanceSave(state: BatchState, action: Advance<'save-advanced'>): BatchState {
  const { written, writtenBytes, entries } = action;
  const next = entries.length === 0 ? state : markOutOfDate({ ...state, files: withOutcomes(state.files, entries) });
  return next.save.kind === 'saving' ? { ...next, save: { ...next.save, written, writtenBytes } } : next;
}

/** @param replaces number of the output that this one stands in place of; null for a new one. */
export function addArchive(
  state: BatchState,
  archive: SavedOutput,
  files: number,
  replaces: number | null,
): BatchState {
  const number = replaces ?? 1 + Math.max(0, ...state.archives.map((written) => written.number));
  const others = state.archives.filter((written) => written.number !== number);
  return {
    ...state,
    save: { kind: 'idle' },
    archives: [...others, { number, archive, files, isOutOfDate: false, isCopyDeleted: false }],
  };
}

export function markCopyDeleted(state: BatchState, number: number): BatchState {
  const archives = state.archives.map((written) =>
    written.number === number ? { ...written, isCopyDeleted: true } : written,
  );
  return { ...state, archives };
}
