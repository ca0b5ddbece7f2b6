import type { Remote } from 'comlink';
import type { DeidentifyWorker, WorkerSettings } from './deidentify.protocol.ts';
import type { InputFile } from './input-file.ts';
import type { SlotReply } from './worker-slot.ts';

/** `urgent` overtakes all that waits; `idle` waits until nothing else does. */
export type Urgency = 'urgent' | 'usual' | 'idle';

/** One message's worth of work, for any worker of the pool. */
export type Task<Result> = {
  readonly settings: WorkerSettings | null;
  readonly files: readonly InputFile[];
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
  readonly call: (remote: Remote<DeidentifyWorker>) => Promise<Result>;
};

type Waiting = { readonly task: Task<unknown>; readonly settle: (reply: SlotReply<unknown>) => void };

/** Tasks that wait for a worker: urgent ones first, idle ones last, else in order, within the memory budget. */
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
 * @param inFlightBytes running out of memory in a worker ends the whole tab, so files that must be whole in memory share
 * this; one that is larger is worked on while no other of the kind is
 */
export function createTaskQueue(inFlightBytes: number): TaskQueue {
  const waiting: Waiting[] = [];
  const takers: ((entry: Waiting | null) => void)[] = [];
  let memoryInUseBytes = 0;
  let isClosed = false;

  function handOut(): void {
    while (takers.length > 0) {
      const at = waiting.findIndex(({ task }) => task.signal.aborted || fits(memoryBytesOf(task)));
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

  function placeOf({ urgency }: Task<unknown>): number {
    const firstIdle = urgency === 'idle' ? -1 : waiting.findIndex(({ task }) => task.urgency === 'idle');
    return firstIdle < 0 ? waiting.length : firstIdle;
  }

  /** A task that alone is over the budget runs when nothing else of the kind does. */
  function fits(memoryBytes: number): boolean {
    return memoryBytes === 0 || memoryInUseBytes === 0 || memoryInUseBytes + memoryBytes <= inFlightBytes;
  }

  return {
    add: (entry) => {
      if (isClosed) return entry.settle({ kind: 'unstartable' });
      if (entry.task.urgency === 'urgent') waiting.unshift(entry);
      else waiting.splice(placeOf(entry.task), 0, entry);
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

/** Inflated zip members have no ranges: they are whole in memory while they are worked on, packed and unpacked. */
function memoryBytesOf({ files }: Task<unknown>): number {
  return files.reduce(
    (sum, { content }) =>
      content.kind === 'zip-deflated' ? sum + content.blob.size + 2 * content.inflatedSizeBytes : sum,
    0,
  );
}
