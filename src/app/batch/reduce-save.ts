import type { SavedOutput } from '../intents/services.ts';
import type { BatchAction } from './batch-action.ts';
import type { BatchState } from './batch-state.ts';
import { markOutOfDate, withOutcomes } from './reduce-decisions.ts';

type Advance<Kind extends BatchAction['kind']> = Extract<BatchAction, { readonly kind: Kind }>;

export function startSave(state: BatchState, action: Advance<'save-started'>): BatchState {
  const { what, written, writtenBytes, total, totalBytes } = action;
  const save = {
    kind: 'saving',
    what,
    written,
    writtenBytes,
    total,
    totalBytes,
    isOutOfDate: false,
    isCancelling: false,
  } as const;
  return { ...state, save };
}

/** A file found changed while saving re-counts the result, so archives written before are out of date. */
export function advanceSave(state: BatchState, action: Advance<'save-advanced'>): BatchState {
  const { written, writtenBytes, entries } = action;
  const next = entries.length === 0 ? state : markOutOfDate({ ...state, files: withOutcomes(state.files, entries) });
  // The archive that is being written does not have such a file either.
  return state.save.kind === 'saving' ? { ...next, save: { ...state.save, written, writtenBytes } } : next;
}

/** @param replaces number of the output that this one stands in place of; null for a new one. */
export function addArchive(
  state: BatchState,
  archive: SavedOutput,
  files: number,
  replaces: number | null,
): BatchState {
  const number = replaces ?? 1 + Math.max(0, ...state.archives.map((written) => written.number));
  const isOutOfDate = state.save.kind === 'saving' && state.save.isOutOfDate;
  const others = state.archives.filter((written) => written.number !== number);
  return {
    ...state,
    save: { kind: 'idle' },
    archives: [...others, { number, archive, files, layout: state.layout, isOutOfDate }],
  };
}

/** Nothing refers to a deleted copy any more, so that one in memory is freed. The downloads remain the person's. */
export function markCopyDeleted(state: BatchState, number: number): BatchState {
  const archives = state.archives.map((written) =>
    written.number === number ? { ...written, archive: withoutCopy(written.archive) } : written,
  );
  return { ...state, archives };
}

function withoutCopy(archive: SavedOutput): SavedOutput {
  switch (archive.kind) {
    case 'staged':
      return { kind: 'downloaded', sizeBytes: archive.file.size };
    case 'studies':
      return { ...archive, zips: archive.zips.map((zip) => ({ ...zip, copy: null })) };
    default:
      return archive;
  }
}

/** A file found changed while it was read re-counts the result, so archives written before are out of date. */
export function advanceUpload(
  state: BatchState,
  { upload, entries }: Extract<BatchAction, { readonly kind: 'upload-changed' }>,
): BatchState {
  const next = entries.length === 0 ? state : markOutOfDate({ ...state, files: withOutcomes(state.files, entries) });
  return { ...next, upload };
}
