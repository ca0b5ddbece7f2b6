import { toBatches } from '../concurrency/batches.ts';
import { streamBatches } from '../concurrency/stream-batches.ts';
import type { Inspection, Job, PackedInspection, WorkerSettings } from '../contracts/deidentify.protocol.ts';
import type { FailedOutcome, SkippedOutcome } from '../contracts/file-outcome.ts';
import { sizeBytesOf } from '../contracts/input-file.ts';
import { weakestAnswer } from '../contracts/network-answer.ts';
import type { Pool, Urgency } from '../contracts/pool.ts';
import { noStaging, type Staging } from '../contracts/staging.ts';
import { unpackRows } from '../file/packed-rows.ts';
import { discardParts } from '../output/collect-made.ts';
import { type BatchKind, deidentifyKind, fingerprintKind, makeKind, produceKind, scanKind } from './batch-kinds.ts';
import type { PoolBudget } from './pool-budget.ts';
import { cannotStartWorkers, poolFailure } from './pool-failure.ts';
import { itemSending, type Sending, surveySending } from './sending.ts';
import { createTaskQueue } from './task-queue.ts';
import { createTaskRunner } from './task-runner.ts';
import type { WorkerLike } from './worker-connection.ts';
import { createWorkerSlot, type SlotTiming, type WorkerSlot } from './worker-slot.ts';

export type PoolOptions = {
  readonly createWorker: () => WorkerLike;
  /** How much of the machine the pool may use; `automaticBudget` chooses it. */
  readonly budget: PoolBudget;
  /** Removes what the workers have put away because it is too much for memory. Absent: they put nothing away. */
  readonly staging?: Pick<Staging, 'remove'>;
  readonly timing?: SlotTiming;
};

/** Loading is slow on a busy machine; a large file gives a sign every few megabytes. */
const defaultTiming: SlotTiming = { handshakeMs: 20_000, silenceMs: 60_000, lonelySilenceMs: 15_000 };

/** Starts the workers at once. `configure` must come before the first pass; a pass keeps the settings it started with. */
export function createWorkerPool({
  createWorker,
  budget,
  staging = noStaging,
  timing = defaultTiming,
}: PoolOptions): Pool {
  const slots: readonly WorkerSlot[] = Array.from({ length: budget.workers }, (_, at) =>
    createWorkerSlot(createWorker, timing, () => lastSignBut(at)),
  );
  const lastSignBut = (at: number) => Math.max(...slots.map((slot, n) => (n === at ? 0 : slot.lastSignMs())));
  const queue = createTaskQueue(budget.inFlightBytes);
  const runner = createTaskRunner(queue, slots);
  let settings: WorkerSettings | null = null;

  const ready = Promise.all(slots.map((slot) => slot.start())).then((started) => {
    if (!started.includes(true)) throw new Error(cannotStartWorkers);
  });
  // Without this the browser reports an unhandled rejection before a caller looks at `ready`.
  ready.catch(() => undefined);

  /** Sends batches to the workers. `collect` makes results of a batch's reply, and may ask again for parts of it. */
  async function* send<Item, Reply, Result>(
    { limit, isOrdered, urgency, fileOf, call, collect }: Sending<Item, Reply, Result>,
    items: Iterable<Item> | AsyncIterable<Item>,
    callersSignal: AbortSignal,
  ): AsyncGenerator<Result> {
    const settingsOfPass = settings;
    // Aborts when the pass ends, too: if the consumer stops early, no worker goes on with it.
    const end = new AbortController();
    const signal = AbortSignal.any([callersSignal, end.signal]);
    signal.addEventListener('abort', runner.endAborted, { once: true });
    const ask = (batch: readonly Item[]) =>
      runner.run<Reply>({
        settings: settingsOfPass,
        files: batch.map(fileOf),
        urgency,
        signal,
        call: (remote) => call(remote, batch),
      });
    try {
      yield* streamBatches({
        batches: toBatches(items, (item) => sizeBytesOf(fileOf(item).content), limit),
        process: (batch) => collect(batch, ask, signal),
        mostInFlight: 2 * budget.workers,
        isOrdered,
        signal,
      });
    } finally {
      end.abort();
    }
  }

  function pass<Item, Result>(
    kind: BatchKind<Item, Result>,
    items: Iterable<Item> | AsyncIterable<Item>,
    signal: AbortSignal,
    urgency: (() => Urgency) | null = null,
  ): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
    return send(itemSending(kind, urgency), items, signal);
  }

  async function inspect(job: Job, signal: AbortSignal): Promise<Inspection | FailedOutcome | SkippedOutcome> {
    const ask = () =>
      runner.run({
        settings,
        files: [job.input],
        urgency: () => 'urgent',
        signal,
        call: (remote) => remote.inspect(job) as Promise<PackedInspection | FailedOutcome | SkippedOutcome>,
      });
    const first = await orAborted(ask(), signal);
    const reply = first.kind === 'lost' ? await orAborted(ask(), signal) : first;
    if (reply.kind !== 'done') return poolFailure(reply.kind);
    const { result } = reply;
    return result.kind === 'inspected' ? { ...result, rows: await unpackRows(result.rows) } : result;
  }

  return {
    ready,
    networkAnswer: () =>
      weakestAnswer(slots.filter((slot) => slot.status().isAlive).map((slot) => slot.networkAnswer())),
    configure: async (next) => {
      settings = next;
    },
    scan: async function* (inputs, signal) {
      for await (const { item, result } of pass(scanKind, inputs, signal)) yield { input: item, result };
    },
    deidentify: async function* (jobs, signal, urgency) {
      for await (const { item, result } of pass(deidentifyKind, jobs, signal, urgency))
        yield { job: item, outcome: result };
    },
    produce: async function* (jobs, signal) {
      for await (const { item, result } of pass(produceKind, jobs, signal)) yield { job: item, result };
    },
    make: async function* (jobs, signal) {
      for await (const { item, result } of pass(makeKind, jobs, signal)) yield { job: item, result };
    },
    fingerprint: async function* (depth, jobs, signal, urgency) {
      for await (const { item, result } of pass(fingerprintKind(depth), jobs, signal, urgency))
        yield { job: item, result };
    },
    survey: (kind, jobs, signal) => send(surveySending(kind), jobs, signal),
    discard: ({ parts }) => discardParts(parts, staging),
    inspect,
    status: () => slots.map((slot) => slot.status()),
    close: () => {
      queue.close();
      for (const slot of slots) slot.close();
    },
  };
}

/** @throws the signal's reason once it aborts. */
async function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
