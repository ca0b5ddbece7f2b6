import { nextTask } from '../pipeline/next-task.ts';
import type { ScanEvent } from '../pipeline/run-batch.ts';
import { deidentifyBatch, scanSource } from '../pipeline/run-batch.ts';
import type { Source } from '../pipeline/source.ts';
import type { OutcomeEntry } from './batch-action.ts';
import type { BatchStore } from './batch-store.ts';
import { collectInto } from './collect-into.ts';
import { groupStudies } from './group-studies.ts';
import type { Release } from './outcomes.ts';
import type { AppServices } from './services.ts';
import { sortById } from './sort-by-id.ts';
import { standingRulesOf } from './standing-rules.ts';
import { createStudiesIndex } from './studies-index.ts';
import { strings } from './ui/strings.ts';

/** The lists of the next screen, in slices: made all at once they would hold up a page of many thousand files. */
async function prepareReview(store: BatchStore): Promise<void> {
  await nextTask();
  const state = store.getState();
  const sorted = sortById(state.files);
  const rules = standingRulesOf(state);
  const index = createStudiesIndex();
  for (let end = FILES_A_SLICE; end < sorted.length; end += FILES_A_SLICE) {
    await nextTask();
    index.update(sorted.slice(0, end), rules);
  }
  await nextTask();
  groupStudies(sorted, rules, 'by-need', index);
  await nextTask();
}

const FILES_A_SLICE = 4000;

/** Joins the store and the pipeline: adding files, the run, and the second run over released files. */
export function createBatchControls(store: BatchStore, services: AppServices) {
  const { pool } = services;
  const queue: Source[] = [];
  let current = new AbortController();

  async function scanQueue(): Promise<void> {
    store.dispatch({ kind: 'scan-started', nowMs: performance.now() });
    current = new AbortController();
    const countBefore = store.getState().files.length;
    for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
      const { files } = store.getState();
      const firstId = 1 + files.reduce((highest, file) => Math.max(highest, file.id), -1);
      const base = files.length;
      await collectInto(scanSource(pool, source, firstId, current.signal), (events: readonly ScanEvent[], nowMs) => {
        const found = events.findLast((event) => event.kind === 'found');
        const read = events.flatMap((event) => (event.kind === 'read' ? event.files : []));
        const progress = { found: base + (found?.count ?? 0), path: found?.path ?? '', files: read, nowMs };
        store.dispatch({ kind: 'scan-advanced', ...progress });
      });
    }
    await prepareReview(store);
    const isEmpty = store.getState().files.length === countBefore;
    const stopped = current.signal.aborted ? strings.scan.stopped : null;
    store.dispatch({ kind: 'scan-ended', notice: stopped ?? (isEmpty ? strings.scan.nothingFound : null) });
  }

  return {
    /** Adds a source now, or after the one that is being read. Refused while a run or a save depends on the list. */
    add: async (source: Source): Promise<void> => {
      const { step, save, recounting } = store.getState();
      if (step === 'running' || save.kind === 'saving' || recounting > 0) {
        return store.dispatch({ kind: 'noticed', message: strings.add.refusedWhileBusy });
      }
      queue.push(source);
      return step === 'scanning' ? undefined : scanQueue();
    },
    stopScan: () => {
      queue.length = 0;
      store.dispatch({ kind: 'scan-stopping' });
      current.abort();
    },
    deidentify: async (): Promise<void> => {
      store.dispatch({ kind: 'run-started', nowMs: performance.now() });
      current = new AbortController();
      const { signal } = current;
      // The new screen first: listing the work of a large batch takes a moment of its own.
      await nextTask();
      const files = store.getState().files.filter(({ outcome }) => outcome === null);
      await collectInto(deidentifyBatch(pool, files, signal), (batches: readonly (readonly OutcomeEntry[])[], nowMs) =>
        store.dispatch({ kind: 'run-advanced', entries: batches.flat(), workers: pool.status(), nowMs }),
      );
      const notice = signal.aborted ? strings.run.cancelled : null;
      store.dispatch({ kind: 'run-ended', nowMs: performance.now(), notice });
    },
    cancelRun: () => {
      store.dispatch({ kind: 'run-cancelling' });
      current.abort();
    },
    /** Files that a run has judged are judged again; the others wait for the run. Null takes a release back. */
    release: async (ids: readonly number[], release: Release | null): Promise<void> => {
      store.dispatch({ kind: 'released', ids, release });
      const chosen = new Set(ids);
      const files = store.getState().files.filter(({ id, outcome }) => chosen.has(id) && outcome !== null);
      const outcomes = deidentifyBatch(pool, files, new AbortController().signal);
      await collectInto(outcomes, (batches: readonly (readonly OutcomeEntry[])[]) =>
        store.dispatch({ kind: 'recounted', entries: batches.flat(), isLast: false }),
      );
      store.dispatch({ kind: 'recounted', entries: [], isLast: true });
    },
  };
}
