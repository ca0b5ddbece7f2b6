import { saveBatch } from '../pipeline/run-batch.ts';
import type { OutcomeEntry } from './batch-action.ts';
import type { BatchStore } from './batch-store.ts';
import { sumSizeBytes } from './outcomes.ts';
import type { AppServices } from './services.ts';
import { strings } from './ui/strings.ts';

const ARCHIVE_NAME = 'deidentified.zip';
const ADVANCE_MS = 160;

/** Joins the store and a destination: one archive at a time, and nothing half-written is offered. */
export function createSaveControls(store: BatchStore, services: AppServices) {
  let current = new AbortController();

  async function write(): Promise<void> {
    const destination = await services.openZip(ARCHIVE_NAME);
    if (destination === null) {
      return;
    }
    const { files } = store.getState();
    const chosen = files.filter(({ outcome }) => outcome?.kind === 'deidentified');
    current = new AbortController();
    store.dispatch({ kind: 'save-started', total: chosen.length, totalBytes: sumSizeBytes(chosen) });
    const progress = trackSave(store);
    const result = await saveBatch(services.pool, destination, chosen, progress.onEvent, current.signal);
    progress.flush();
    if (result.kind !== 'saved') {
      const isFailure = result.kind !== 'cancelled';
      const message = isFailure ? strings.save.failed(result.message) : strings.save.cancelled;
      return store.dispatch({ kind: 'save-stopped', isFailure, message });
    }
    store.dispatch({ kind: 'saved', archive: result.result, files: result.files });
    if (result.result.kind === 'staged') {
      services.download(result.result.file, ARCHIVE_NAME);
    }
  }

  return {
    saveZip: async (): Promise<void> => {
      try {
        await write();
      } catch {
        store.dispatch({ kind: 'save-stopped', isFailure: true, message: strings.save.broken });
      }
    },
    cancelSave: () => {
      store.dispatch({ kind: 'save-cancelling' });
      current.abort();
    },
    downloadAgain: (file: File) => services.download(file, ARCHIVE_NAME),
    deleteCopy: async (number: number): Promise<void> => {
      const written = store.getState().archives.find((candidate) => candidate.number === number);
      if (written?.archive.kind === 'staged') {
        await written.archive.discard();
      }
      store.dispatch({ kind: 'copy-deleted', number });
    },
  };
}

function trackSave(store: BatchStore) {
  let written = 0;
  let writtenBytes = 0;
  let entries: OutcomeEntry[] = [];
  let shownAtMs = 0;
  const flush = () => {
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
  return { onEvent, flush };
}
