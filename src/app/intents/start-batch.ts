import { blankedInstancesOf } from '../../pipeline/batch/blanked-instances.ts';
import { deidentifyBatch, scanSource } from '../../pipeline/batch/run-batch.ts';
import { createBreather, nextTask } from '../../pipeline/concurrency/next-task.ts';
import type { BatchFile, ScanEvent } from '../../pipeline/contracts/batch-file.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import type { BatchAction, OutcomeEntry } from '../batch/batch-action.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { filesBeside } from '../batch/derived/files-beside.ts';
import type { Release } from '../batch/outcomes.ts';
import { strings } from '../ui/strings.ts';
import { collectInto } from './collect-into.ts';
import type { AppServices } from './services.ts';

/** Makes the tree of the review before it is shown. */
async function prepareReview({ getState, derived }: BatchStore): Promise<void> {
  await nextTask();
  const breathe = createBreather();
  for (const _ of derived.makeAhead(getState())) await breathe();
  await nextTask();
}

export type FilesDecided = Extract<BatchAction, { readonly kind: 'files-decided' | 'decisions-opened' }>;

/** Joins the store and the pipeline: adding files, and judging released files of a result again. */
export function createBatchControls(store: BatchStore, services: AppServices) {
  const { pool } = services;
  const queue: Source[] = [];
  let current = new AbortController();

  async function scanQueue(): Promise<void> {
    store.dispatch({ kind: 'scan-started', nowMs: performance.now() });
    current = new AbortController();
    const countBefore = store.getState().files.length;
    const errors: unknown[] = [];
    do {
      for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
        // What waits behind a source that breaks off is read all the same.
        await scanOne(source).catch((cause: unknown) => errors.push(cause));
      }
      await prepareReview(store);
      // The review of many files takes a while, and more may have been dropped meanwhile.
    } while (queue.length > 0);
    if (errors.length > 0) throw errors[0];
    const isEmpty = store.getState().files.length === countBefore;
    const stopped = current.signal.aborted ? strings.scan.stopped : null;
    store.dispatch({ kind: 'scan-ended', notice: stopped ?? (isEmpty ? strings.scan.nothingFound : null) });
  }

  async function scanOne(source: Source): Promise<void> {
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

  async function decide(isChosen: (file: BatchFile) => boolean): Promise<void> {
    const { files: beside, forecast } = store.getState();
    const outcomes = deidentifyBatch(pool, beside.filter(isChosen), new AbortController().signal, { beside });
    await collectInto(outcomes, (batches: readonly (readonly OutcomeEntry[])[]) => {
      const isCurrent = store.getState().forecast.basis === forecast.basis;
      store.dispatch({ kind: 'recounted', entries: isCurrent ? batches.flat() : [], isLast: false });
    });
    store.dispatch({ kind: 'recounted', entries: [], isLast: true });
  }

  /**
   * Decides again about files of a result that are of the same instance as these, which were left out or put back: another one
   * may have the plain path now, and of equal outputs another may have to go out. In a review the forecast does it.
   */
  async function decideBeside(ids: readonly number[]): Promise<void> {
    const state = store.getState();
    const again = state.step === 'result' ? filesBeside(state, ids) : new Set<number>();
    if (again.size > 0) {
      store.dispatch({ kind: 'deciding-again', ids: [...again] });
      await decide(({ id }) => again.has(id));
    }
  }

  async function judgeAgain(ids: readonly number[]): Promise<void> {
    if (store.getState().step !== 'result') return;
    const chosen = new Set(ids);
    await decide(({ id }) => chosen.has(id));
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
    /** Files of a result are judged again at once; those of a review are planned anew. Null takes a release back. */
    release: (ids: readonly number[], release: Release | null): Promise<void> => {
      store.dispatch({ kind: 'released', ids, release });
      return judgeAgain(ids);
    },
    /** Decisions about single files. @param tell the workers, where another instance is blanked: other files follow it */
    decideFiles: async (action: FilesDecided, tell: () => Promise<void>): Promise<void> => {
      const before = blankedInstancesOf(store.getState().files);
      store.dispatch(action);
      const { files } = store.getState();
      if (blankedInstancesOf(files).join() !== before.join()) await tell();
      return judgeAgain(action.entries.map(({ id }) => id));
    },
    /** Files of a result are judged again after something was found out about them. */
    judgeAgain: async (ids: readonly number[]): Promise<void> => {
      if (store.getState().step !== 'result' || ids.length === 0) return;
      store.dispatch({ kind: 'deciding-again', ids });
      await judgeAgain(ids);
    },
    leaveOut: (ids: readonly number[]): Promise<void> => {
      store.dispatch({ kind: 'left-out', ids });
      return decideBeside(ids);
    },
    putBack: (ids: readonly number[]): Promise<void> => {
      store.dispatch({ kind: 'put-back', ids });
      return decideBeside(ids);
    },
  };
}
