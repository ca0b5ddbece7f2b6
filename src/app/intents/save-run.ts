import { saveBatch } from '../../pipeline/batch/run-batch.ts';
import type { BatchFile, EarlierSave, SaveResult } from '../../pipeline/contracts/batch-file.ts';
import type { Destination } from '../../pipeline/contracts/destination.ts';
import { waitsForSearch } from '../../pipeline/text/searchable-files.ts';
import type { OutcomeEntry } from '../batch/batch-action.ts';
import type { BatchState, SaveKind } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { sumSizeBytes } from '../batch/outcomes.ts';
import type { AppServices } from './services.ts';

const ADVANCE_MS = 160;

/** What the ways of saving share. */
export type Saving = {
  readonly store: BatchStore;
  readonly services: AppServices;
  /** @returns the signal that Cancel aborts. */
  readonly begin: () => AbortSignal;
  /** Waits for the search for text. @returns false where nothing is to be written any more */
  readonly untilSearched: () => Promise<boolean>;
};

/** Files that can be saved now: none while files are judged again, and none before its own search for text has ended. */
export function exportable(store: BatchStore): readonly BatchFile[] {
  const { files, search, recounting } = store.getState();
  if (recounting > 0) return [];
  return files.filter((file) => file.outcome?.kind === 'deidentified' && !waitsForSearch(file, search.scope));
}

/** False while a save or an upload would write too little or too early. */
export function canWriteNow({ files, search, recounting }: BatchState): boolean {
  return recounting === 0 && !files.some((file) => waitsForSearch(file, search.scope));
}

/** Every file that may be among those that a save writes: the search can hold some of them yet. */
export function mostExportable(store: BatchStore): readonly BatchFile[] {
  return store.getState().files.filter(({ outcome }) => outcome?.kind === 'deidentified');
}

/** Counts begun files that an ended save could not remove. The page's message names this number. */
export function countLeftBehind(destination: Destination<unknown> | null): number {
  return destination?.leftBehind?.().length ?? 0;
}

/** One save, as the page shows it: one bar, even when it writes several archives. */
export type SaveRun = {
  readonly signal: AbortSignal;
  /** Shows how many files are done, where nothing is written. */
  readonly show: (count: number) => void;
  readonly write: <Result>(
    destination: Destination<Result>,
    files: readonly BatchFile[],
    earlier?: EarlierSave,
  ) => Promise<SaveResult<Result>>;
  readonly writtenBytes: () => number;
  readonly written: () => number;
};

/**
 * Shows the progress of a save and streams files to its destinations.
 * @param files all that the save is to hold
 * @param finished those of them that are there already
 */
export function startSaveRun(
  { store, services, begin }: Saving,
  what: SaveKind,
  files: readonly BatchFile[],
  finished: readonly BatchFile[] = [],
): SaveRun {
  const signal = begin();
  let written = finished.length;
  let writtenBytes = sumSizeBytes(finished);
  let entries: OutcomeEntry[] = [];
  let shownAtMs = 0;
  const totals = { total: files.length, totalBytes: sumSizeBytes(files) };
  store.dispatch({ kind: 'save-started', what, written, writtenBytes, ...totals });
  const flush = (): void => {
    store.dispatch({ kind: 'save-advanced', written, writtenBytes, entries });
    entries = [];
    shownAtMs = performance.now();
  };
  const onEvent: Parameters<typeof saveBatch>[3] = (event) => {
    if (event.kind === 'written') {
      written += 1;
      writtenBytes += event.sizeBytes;
    } else {
      entries.push({ id: event.id, outcome: event.outcome });
    }
    if (performance.now() - shownAtMs > ADVANCE_MS) {
      flush();
    }
  };
  return {
    signal,
    show: (count) => {
      written = count;
      if (performance.now() - shownAtMs > ADVANCE_MS) flush();
    },
    write: async (destination, chosen, earlier) => {
      const result = await saveBatch(services.pool, destination, chosen, onEvent, signal, { earlier });
      flush();
      return result;
    },
    written: () => written,
    writtenBytes: () => writtenBytes,
  };
}
