import { jobsOf } from '../../pipeline/batch/job-of.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { summariesOf } from '../../pipeline/patients/patients-for.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { standingOf } from '../batch/outcomes.ts';
import { countCopies, type RemainsFilter } from '../batch/remains-state.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import type { AppServices } from './services.ts';

const COUNT_MS = 200;
/** The first list comes soon. A list from before stays longer, so that a short survey replaces it only once. */
const FIRST_LIST_MS = 250;
const NEXT_LIST_MS = 2000;
/** Making the list takes longer the longer it is. It may use a fifth of the time. */
const LIST_MS = 1000;
const LIST_SHARE = 5;

/** Looks at what remains in the batch, when someone is there to see it. */
export function createRemainsControls(store: BatchStore, services: AppServices) {
  let stop = new AbortController();
  let watchers = 0;

  /** @param isCurrent false once another survey has begun */
  async function survey(stopped: AbortSignal, isCurrent: () => boolean): Promise<void> {
    const state = store.getState();
    const rules = standingRulesOf(state);
    const files = state.files.filter((file) => isPutOut(file, rules));
    store.dispatch({ kind: 'remains-asked', total: files.length, copies: countCopies(state.files) });
    const { createRemainingList } = await import('../../pipeline/survey/remaining-list.ts');
    const list = await createRemainingList(summariesOf(state.files));
    const count = () => {
      const { files: read, unread } = list.counts();
      if (isCurrent()) store.dispatch({ kind: 'remains-counted', looked: read + unread, unread });
    };
    const show = async (): Promise<number> => {
      const startMs = performance.now();
      const rows = await list.rows();
      if (isCurrent()) store.dispatch({ kind: 'remains-listed', rows });
      return performance.now() - startMs;
    };
    let countedMs = performance.now();
    let listAtMs = countedMs + (state.remains.rows.length === 0 ? FIRST_LIST_MS : NEXT_LIST_MS);
    for await (const part of services.pool.survey('remaining', jobsOf(files), stopped)) {
      list.add(part);
      const nowMs = performance.now();
      if (nowMs - countedMs > COUNT_MS) {
        countedMs = nowMs;
        count();
      }
      if (nowMs > listAtMs) listAtMs = performance.now() + Math.max(LIST_MS, LIST_SHARE * (await show()));
    }
    if (!isCurrent()) return;
    await show();
    count();
  }

  async function start(): Promise<void> {
    stop.abort();
    stop = new AbortController();
    const mine = stop;
    const isCurrent = () => stop === mine;
    const end = (phase: 'done' | 'stopped' | 'broken') => {
      if (isCurrent()) store.dispatch({ kind: 'remains-ended', phase });
    };
    try {
      await survey(mine.signal, isCurrent);
      end(mine.signal.aborted ? 'stopped' : 'done');
    } catch {
      end('broken');
    }
  }

  /** Looks again if somebody watches and the list is missing or out of date. */
  function refresh(): void {
    const { step, remains } = store.getState();
    if (remains.phase !== 'not-asked' && !remains.isOutOfDate) return;
    if (watchers > 0 && step === 'review') void start();
    else stop.abort();
  }

  return {
    refreshRemains: refresh,
    /** Call it when the list comes into sight. @returns a function to call when it goes out of sight. */
    watchRemains: (): (() => void) => {
      watchers += 1;
      refresh();
      return () => {
        watchers -= 1;
      };
    },
    surveyRemains: (): void => void start(),
    /** What was found until now stays. */
    stopRemains: (): void => stop.abort(),
    forgetRemains: (): void => {
      stop.abort();
      stop = new AbortController();
    },
    reviewValue: (reviewKey: string, isReviewed: boolean): void =>
      store.dispatch({ kind: 'remains-reviewed', reviewKey, isReviewed }),
    filterRemains: (filter: RemainsFilter): void => store.dispatch({ kind: 'remains-filtered', filter }),
    chooseValue: (key: string): void => store.dispatch({ kind: 'remains-chosen', key }),
  };
}

function isPutOut(file: BatchFile, rules: ReturnType<typeof standingRulesOf>): boolean {
  const { kind } = standingOf(file, rules);
  return file.content !== null && (kind === 'ready' || kind === 'deidentified');
}
