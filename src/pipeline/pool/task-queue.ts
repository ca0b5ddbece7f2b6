import type { Remote } from 'comlink';
import type { DeidentifyWorker, WorkerSettings } from '../contracts/deidentify.protocol.ts';
import type { InputFile } from '../contracts/input-file.ts';
import type { Urgency } from '../contracts/pool.ts';
import type { SlotReply } from './worker-slot.ts';

/** One message's worth of work, for any worker of the pool. */
export type Task<Result> = {
  readonly settings: WorkerSettings | null;
  readonly files: readonly InputFile[];
  /** Asked each time a worker is free, because the answer changes: a plan in the background becomes usual work when a person waits. */
  readonly urgency: () => Urgency;
  readonly signal: AbortSignal;
  readonly call: (remote: Remote<DeidentifyWorker>) => Promise<Result>;
};

type Waiting = { readonly task: Task<unknown>; readonly settle: (reply: SlotReply<unknown>) => void };

/** Tasks that wait for a worker. The most urgent goes first, then the oldest; of urgent tasks the newest. None exceeds the memory. */
export type TaskQueue = {
  readonly add: (entry: Waiting) => void;
  /** Waits for a task. @returns null once the queue is closed. */
  readonly take: () => Promise<Waiting | null>;
  /** Gives back the memory of a task that was taken. */
  readonly release: (entry: Waiting) => void;
  /** Answers every waiting and future task as `unstartable`. */
  readonly close: () => void;
};

/**
 * @param inFlightBytes memory for files that must be whole in memory. They share it, because a worker without memory ends the
 * whole tab. A larger file is worked on alone.
 */
export function createTaskQueue(inFlightBytes: number): TaskQueue {
  const waiting: Waiting[] = [];
  const takers: ((entry: Waiting | null) => void)[] = [];
  let memoryInUseBytes = 0;
  let isClosed = false;

  function handOut(): void {
    while (takers.length > 0) {
      const at = findNext();
      if (at < 0) return;
      const [entry] = waiting.splice(at, 1) as [Waiting];
      if (entry.task.signal.aborted) {
        entry.settle({ kind: 'lost' });
        continue;
      }
      memoryInUseBytes += memoryBytesOf(entry.task);
      takers.shift()!(entry);
    }
  }

  /** Finds the next task: an aborted one, else the most urgent that fits into memory. @returns its place; -1 if none fits. */
  function findNext(): number {
    let next = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [at, { task }] of waiting.entries()) {
      if (task.signal.aborted) return at;
      const rank = ranks[task.urgency()];
      if (rank < least && fits(memoryBytesOf(task))) {
        next = at;
        least = rank;
      }
    }
    return next;
  }

  /** A task that alone is over the budget runs when nothing else of the kind does. */
  function fits(memoryBytes: number): boolean {
    return memoryBytes === 0 || memoryInUseBytes === 0 || memoryInUseBytes + memoryBytes <= inFlightBytes;
  }

  return {
    add: (entry) => {
      if (isClosed) return entry.settle({ kind: 'unstartable' });
      if (entry.task.urgency() === 'urgent') waiting.unshift(entry);
      else waiting.push(entry);
      handOut();
    },
    take: () =>
      new Promise((resolve) => {
        if (isClosed) return resolve(null);
        takers.push(resolve);
        handOut();
      }),
    release: ({ task }) => {
      memoryInUseBytes -= memoryBytesOf(task);
      handOut();
    },
    close: () => {
      isClosed = true;
      for (const entry of waiting.splice(0)) entry.settle({ kind: 'unstartable' });
      for (const resolve of takers.splice(0)) resolve(null);
    },
  };
}

const ranks: Readonly<Record<Urgency, number>> = { urgent: 0, usual: 1, idle: 2, background: 3 };

/** An inflated file cannot be read by range. While a worker works on it, its packed and its unpacked bytes are in memory. */
function memoryBytesOf({ files }: Task<unknown>): number {
  return files.reduce(
    (sum, { content }) =>
      'inflatedSizeBytes' in content ? sum + content.blob.size + 2 * content.inflatedSizeBytes : sum,
    0,
  );
}
