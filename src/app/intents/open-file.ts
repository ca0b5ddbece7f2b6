import { jobOf } from '../../pipeline/batch/job-of.ts';
import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { strings } from '../ui/strings.ts';
import type { AppServices } from './services.ts';

/** Shows one file in the preview; its changes are computed on demand and never kept for others. */
export function createFileViewer(store: BatchStore, services: AppServices) {
  let current = new AbortController();

  async function open(id: number, isRefresh = false): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const file = store.getState().files.find((candidate) => candidate.id === id);
    if (file === undefined) {
      return;
    }
    const job = jobOf(file);
    if (job === null || file.scan.kind !== 'dicom') {
      if (file.scan.kind !== 'dicom') {
        store.dispatch({ kind: 'file-opened', id, view: file.scan });
      }
      return;
    }
    // What is shown stays until the new rows are there, so that the place in the grid is not lost.
    store.dispatch(isRefresh ? { kind: 'file-refreshing' } : { kind: 'file-opened', id, view: { kind: 'loading' } });
    try {
      const view = await services.pool.inspect(job, signal);
      if (!signal.aborted) {
        store.dispatch({ kind: 'file-opened', id, view });
      }
    } catch {
      if (!signal.aborted) {
        store.dispatch({ kind: 'file-opened', id, view: { kind: 'broken', message: strings.preview.broken } });
      }
    }
  }

  /** What becomes of one attribute of a file; nothing is kept of it. @returns null when that cannot be told, or was not waited for */
  async function rowOf(id: number, path: string, signal: AbortSignal): Promise<DiffRow | null> {
    const file = store.getState().files.find((candidate) => candidate.id === id);
    const job = file && jobOf(file);
    if (!job) return null;
    const view = await services.pool.inspect(job, signal).catch(() => null);
    return (view?.kind === 'inspected' && view.rows.find((row) => row.path === path)) || null;
  }

  return {
    open,
    rowOf,
    /** After a change of profile, key or release the same file is looked at again. */
    refresh: (): void => {
      const { openFile } = store.getState();
      if (openFile !== null) {
        void open(openFile.id, openFile.view.kind === 'inspected');
      }
    },
  };
}
