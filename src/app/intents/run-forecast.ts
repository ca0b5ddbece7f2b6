import { deidentifyBatch } from '../../pipeline/batch/run-batch.ts';
import { nextTask } from '../../pipeline/concurrency/next-task.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { OutcomeEntry } from '../batch/batch-action.ts';
import type { BatchState } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { isUnplanned } from '../batch/forecast-state.ts';
import { strings } from '../ui/strings.ts';
import { collectInto } from './collect-into.ts';
import type { AppServices } from './services.ts';

/** Nobody waits for the numbers of a review, and each time a long list of files is gone through for them. */
const SHOW_EVERY_MS = 500;

/**
 * Plans the batch behind all else that is done, whenever something in it has no plan; *De-identify* waits for the same
 * work and puts it in front. One pass goes on at a time, under one set of rules.
 * @param onPassEnd called after each pass whose rules still hold
 */
export function createForecaster(store: BatchStore, { pool }: Pick<AppServices, 'pool'>, onPassEnd: () => void) {
  let pass: { readonly basis: number; readonly stop: AbortController } | null = null;
  /** The work under way, pass after pass. */
  let work: Promise<void> | null = null;
  /** What the workers were told last. */
  let sentBasis = -1;

  // A pass ends at once when its rules do not hold any more, and while the list grows.
  store.subscribe(() => {
    const state = store.getState();
    if (pass !== null && (pass.basis !== state.forecast.basis || !isPlanning(state))) pass.stop.abort();
  });

  function due(): readonly BatchFile[] {
    const state = store.getState();
    return isPlanning(state) && sentBasis === state.forecast.basis ? state.files.filter(isUnplanned) : [];
  }

  async function makePass(files: readonly BatchFile[], basis: number, stop: AbortController): Promise<number> {
    const urgency = () => (store.getState().run === null ? 'background' : 'usual');
    let planned = 0;
    // Files of one instance are decided together, those that have a plan included.
    const beside = store.getState().files;
    const outcomes = deidentifyBatch(pool, files, stop.signal, { beside, urgency });
    const take = (batches: readonly (readonly OutcomeEntry[])[], nowMs: number) => {
      const state = store.getState();
      const entries = state.forecast.basis === basis ? batches.flat().filter(isPlan) : [];
      planned += entries.length;
      if (state.run !== null) store.dispatch({ kind: 'run-advanced', entries, workers: pool.status(), nowMs });
      else if (entries.length > 0) store.dispatch({ kind: 'forecast-advanced', entries });
    };
    await collectInto(outcomes, take, () => (store.getState().run === null ? SHOW_EVERY_MS : null));
    return planned;
  }

  async function workOn(): Promise<void> {
    // The screen first: listing the work of a large batch takes a moment of its own.
    await nextTask();
    try {
      for (let files = due(); files.length > 0; files = due()) await planOnce(files);
    } finally {
      // In the same turn as the last look for something to do, so that nothing that comes later is passed over.
      work = null;
    }
  }

  async function planOnce(files: readonly BatchFile[]): Promise<void> {
    const stop = new AbortController();
    const { basis } = store.getState().forecast;
    pass = { basis, stop };
    store.dispatch({ kind: 'forecast-begun', nowMs: performance.now() });
    let isBroken = true;
    try {
      const planned = await makePass(files, basis, stop);
      isBroken = planned === 0 && !stop.signal.aborted;
    } finally {
      pass = null;
      const isCurrent = store.getState().forecast.basis === basis;
      if (isCurrent) {
        store.dispatch({ kind: 'forecast-ended', nowMs: performance.now(), isBroken });
        onPassEnd();
      }
    }
    if (isBroken) throw new Error('The plan came to nothing.');
  }

  function start(): Promise<void> {
    work ??= workOn();
    return work;
  }

  /** Plans all files that have no plan. If a bug ends the pass, the review says so and the person can start it again. */
  async function refresh(): Promise<void> {
    try {
      await start();
    } catch {
      // The state says so.
    }
  }

  return {
    /** The workers have been told of the settings in force. */
    settingsSent: (): void => {
      sentBasis = store.getState().forecast.basis;
    },
    refreshForecast: refresh,
    stopForecast: (): void => store.dispatch({ kind: 'forecast-stopped' }),
    resumeForecast: (): Promise<void> => {
      store.dispatch({ kind: 'forecast-resumed' });
      return refresh();
    },
    deidentify: async (): Promise<void> => {
      store.dispatch({ kind: 'run-started', nowMs: performance.now() });
      if (store.getState().run === null) return;
      await start();
      const isCancelled = store.getState().run?.isCancelling === true;
      const notice = isCancelled ? strings.run.cancelled : null;
      store.dispatch({ kind: 'run-ended', nowMs: performance.now(), notice });
    },
    cancelRun: (): void => store.dispatch({ kind: 'run-cancelling' }),
  };
}

/** While files are read the list grows under a plan, and in the result nothing is planned but on request. */
function isPlanning({ step, run, forecast }: BatchState): boolean {
  if (step === 'running') return run !== null && !run.isCancelling;
  return (step === 'review' || step === 'decide') && (forecast.phase === 'resting' || forecast.phase === 'checking');
}

/** What an abort says of files that it cut off tells nothing of them. */
function isPlan({ outcome }: OutcomeEntry): boolean {
  return outcome.kind !== 'skipped' || outcome.code !== 'cancelled';
}
