import { createBreather } from '../concurrency/next-task.ts';
import type { FingerprintResult, Job, MadeFile, ProduceResult } from '../contracts/deidentify.protocol.ts';
import { createEngine, type Engine } from '../contracts/engine.ts';
import { type FailedOutcome, type FileOutcome, type FirstLook, unexpected } from '../contracts/file-outcome.ts';
import type { InputFile } from '../contracts/input-file.ts';
import type { Pool } from '../contracts/pool.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { fingerprintFile } from '../file/fingerprint-file.ts';
import { inspectFile } from '../file/inspect-file.ts';
import { makeFile } from '../file/make-file.ts';
import { produceFile } from '../file/produce-file.ts';
import { scanFile } from '../file/scan-file.ts';
import { surveyFile } from '../survey/survey-file.ts';
import { createSurveyTally, type SurveyedRow } from '../survey/survey-tally.ts';

/**
 * Node's own. Bytes in memory are read without a pause, so that between files the caller's timers and signals have their turn by this
 * alone: of messages, Node hands out up to a thousand before it looks at a timer.
 */
const { setImmediate } = globalThis as { readonly setImmediate?: (go: (value: unknown) => void) => unknown };

/**
 * A pool without workers, for programs that have none: the same engine on the caller's own thread, one file at a time.
 * A file that makes the engine throw fails alone; nothing protects against one that never ends.
 */
export function createInProcessPool(): Pool {
  let engine: Engine | null = null;
  const inForce = (): Engine => {
    if (engine === null) throw new Error('The pool has not been given its settings.');
    return engine;
  };

  async function* each<Item, Result>(
    items: Iterable<Item> | AsyncIterable<Item>,
    signal: AbortSignal,
    work: (item: Item, engine: Engine) => Promise<Result>,
    failed: (item: Item, outcome: FailedOutcome) => Result,
  ): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
    const engineOfPass = inForce();
    const giveWay = setImmediate === undefined ? createBreather() : () => new Promise(setImmediate);
    for await (const item of items) {
      await giveWay();
      if (signal.aborted) return;
      // The thrown text may quote a value, so it goes no further.
      const result = await work(item, engineOfPass).catch(() => failed(item, unexpected));
      if (signal.aborted) return;
      yield { item, result };
    }
  }

  return {
    ready: Promise.resolve(),
    // No policy stops this thread. The engine itself makes no requests.
    networkAnswer: () => 'not-refused',
    configure: async (settings) => {
      engine = createEngine(settings, () => undefined);
    },
    scan: async function* (inputs, signal) {
      const passes = each<InputFile, FirstLook>(inputs, signal, scanFile, (_, outcome) => outcome);
      for await (const { item, result } of passes) yield { input: item, result };
    },
    deidentify: async function* (jobs, signal) {
      const passes = each<Job, FileOutcome>(jobs, signal, deidentifyFile, (_, outcome) => outcome);
      for await (const { item, result } of passes) yield { job: item, outcome: result };
    },
    produce: async function* (jobs, signal) {
      const refuse = ({ input }: Job, outcome: FailedOutcome): ProduceResult => ({
        kind: 'refused',
        id: input.id,
        outcome,
      });
      for await (const { item, result } of each<Job, ProduceResult>(jobs, signal, produceFile, refuse)) {
        yield { job: item, result };
      }
    },
    make: async function* (jobs, signal) {
      const passes = each<Job, MadeFile>(jobs, signal, makeFile, (_, look) => ({ kind: 'settled', look }));
      for await (const { item, result } of passes) yield { job: item, result };
    },
    fingerprint: async function* (depth, jobs, signal) {
      const passes = each<Job, FingerprintResult>(
        jobs,
        signal,
        (job, own) => fingerprintFile(depth, job, own),
        (_, outcome) => ({ kind: 'refused', outcome }),
      );
      for await (const { item, result } of passes) yield { job: item, result };
    },
    // Nothing is put away: there is no place for it here.
    discard: async () => undefined,
    inspect: async (job, signal) => {
      signal.throwIfAborted();
      return inspectFile(job, inForce()).catch(() => unexpected);
    },
    survey: async function* (kind, jobs, signal) {
      const looked = each<Job, Iterable<SurveyedRow> | null>(
        jobs,
        signal,
        (job, own) => surveyFile(kind, job, own),
        () => null,
      );
      for await (const { item, result } of looked) {
        const tally = createSurveyTally();
        if (result === null) tally.addUnread();
        else tally.addFile(item.input.id, [...result]);
        yield tally.toSurvey();
      }
    },
    status: () => [],
    close: () => undefined,
  };
}
