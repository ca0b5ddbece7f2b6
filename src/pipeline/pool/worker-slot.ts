import type { DeidentifyWorker, WorkerSettings } from '../contracts/deidentify.protocol.ts';
import type { NetworkAnswer } from '../contracts/network-answer.ts';
import type { WorkerStatus } from '../contracts/pool.ts';
import type { Task } from './task-queue.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from './worker-connection.ts';
import { isWorkerTick } from './worker-tick.ts';

export type SlotTiming = {
  /** How long a new worker may take to load and answer. */
  readonly handshakeMs: number;
  /** How long a worker may work without a sign of life. */
  readonly silenceMs: number;
  /**
   * The same while other workers give signs: then it is not the machine that is slow. It does not hold for files that are
   * inflated whole, because a worker gives no sign while it inflates.
   */
  readonly lonelySilenceMs: number;
};

/** `lost`: the worker died or hung. `threw`: it lives, but the call has a bug. `unstartable`: no worker will come. */
export type SlotReply<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'lost' | 'threw' | 'unstartable' };

/** A place in the pool: one worker at a time, replaced when it dies. */
export type WorkerSlot = {
  /** False when two workers in a row did not start: the slot is out of use from then on. */
  readonly start: () => Promise<boolean>;
  readonly run: <Result>(task: Task<Result>) => Promise<SlotReply<Result>>;
  /** Ends the worker now; the next `start` makes another. */
  readonly terminate: () => void;
  /** Ends the worker for good. */
  readonly close: () => void;
  /** What the test request of its last worker came to. */
  readonly networkAnswer: () => NetworkAnswer;
  /** When the worker last gave a sign of life. */
  readonly lastSignMs: () => number;
  readonly status: () => WorkerStatus;
};

const mostFailedStarts = 2;

/** @param othersLastSignMs time of the last sign of life of any other worker */
export function createWorkerSlot(
  createWorker: () => WorkerLike,
  timing: SlotTiming,
  othersLastSignMs: () => number = () => Number.NEGATIVE_INFINITY,
): WorkerSlot {
  let connection: WorkerConnection<DeidentifyWorker> | null = null;
  let starting: Promise<boolean> | null = null;
  let settingsInForce: WorkerSettings | null = null;
  let networkAnswer: NetworkAnswer = 'not-refused';
  let currentPath: string | null = null;
  let filesDone = 0;
  let lastSignMs = 0;
  let isClosed = false;

  function start(): Promise<boolean> {
    if (starting === null && connection !== null && !connection.isLost()) return Promise.resolve(true);
    starting ??= tryToStart().finally(() => {
      starting = null;
    });
    return starting;
  }

  async function tryToStart(): Promise<boolean> {
    for (let attempt = 0; attempt < mostFailedStarts && !isClosed; attempt++) {
      const candidate = connect();
      if (candidate === null) continue;
      connection = candidate;
      settingsInForce = null;
      const stopWatching = watch(candidate, timing.handshakeMs, hasBeenSilent(timing.handshakeMs, performance.now()));
      // The first call doubles as the handshake: it is answered once all of the worker's code is loaded.
      const probe = await candidate.orLost(candidate.remote.probeNetwork()).catch(() => 'lost' as const);
      stopWatching();
      if (probe !== 'lost') {
        networkAnswer = probe;
        return true;
      }
      candidate.terminate();
    }
    return false;
  }

  /** @returns null when the browser refuses to make a worker at all. */
  function connect(): WorkerConnection<DeidentifyWorker> | null {
    try {
      const worker = createWorker();
      worker.addEventListener('message', (event) => {
        const message: unknown = (event as MessageEvent).data;
        if (!isWorkerTick(message)) return;
        lastSignMs = performance.now();
        currentPath = message.path;
      });
      return connectWorker<DeidentifyWorker>(worker);
    } catch {
      return null;
    }
  }

  async function run<Result>({ settings, files, call }: Task<Result>): Promise<SlotReply<Result>> {
    if (!(await start()) || connection === null) return { kind: 'unstartable' };
    const { remote, orLost } = connection;
    lastSignMs = performance.now();
    const stopWatching = watch(connection, timing.lonelySilenceMs, () => isSilent(files));
    try {
      if (settings !== null && settings !== settingsInForce) {
        if ((await orLost(remote.init(settings))) === 'lost') return { kind: 'lost' };
        settingsInForce = settings;
      }
      const result = await orLost(call(remote));
      if (result === 'lost') return { kind: 'lost' };
      lastSignMs = performance.now();
      filesDone += files.length;
      return { kind: 'done', result: result as Result };
    } catch {
      return { kind: 'threw' };
    } finally {
      stopWatching();
      currentPath = null;
    }
  }

  function isSilent(files: Task<unknown>['files']): boolean {
    if (performance.now() - lastSignMs >= timing.silenceMs) return true;
    const mayTakeLong = files.some(({ content }) => 'inflatedSizeBytes' in content);
    return !mayTakeLong && othersLastSignMs() - lastSignMs >= timing.lonelySilenceMs;
  }

  return {
    start,
    run,
    terminate: () => connection?.terminate(),
    close: () => {
      isClosed = true;
      connection?.terminate();
    },
    networkAnswer: () => networkAnswer,
    lastSignMs: () => lastSignMs,
    status: () => ({ isAlive: connection !== null && !connection.isLost(), currentPath, filesDone }),
  };
}

function hasBeenSilent(silenceMs: number, sinceMs: number): () => boolean {
  return () => performance.now() - sinceMs >= silenceMs;
}

/**
 * Ends a worker that stays silent. It must be silent at two looks, a moment apart: when a laptop wakes up, the timer fires
 * before the waiting messages arrive.
 */
function watch(
  connection: WorkerConnection<DeidentifyWorker>,
  patienceMs: number,
  isSilent: () => boolean,
): () => void {
  let hasWarned = false;
  const timer = setInterval(
    () => {
      if (!isSilent()) hasWarned = false;
      else if (hasWarned) connection.terminate();
      else hasWarned = true;
    },
    Math.max(10, patienceMs / 8),
  );
  return () => clearInterval(timer);
}
