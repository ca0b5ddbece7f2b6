/** What a stream of batches needs to know. */
export type BatchStream<Item, Result> = {
  readonly batches: AsyncIterable<readonly Item[]>;
  /** Works on a batch; one result an item, in order. An empty list stands for a batch that was aborted. */
  readonly process: (batch: readonly Item[]) => Promise<readonly Result[]>;
  /** Batches under way or finished and not yet consumed. The consumer's pace is the pace. */
  readonly mostInFlight: number;
  /** True when results must come in the order of the batches. */
  readonly isOrdered: boolean;
  readonly signal: AbortSignal;
};

/**
 * Runs batches side by side and yields their results as the consumer asks. Ends without error when the signal aborts; a
 * consumer that stops early stops the reading of further batches.
 */
export async function* streamBatches<Item, Result>(stream: BatchStream<Item, Result>): AsyncGenerator<Result> {
  const { signal, mostInFlight } = stream;
  const finished = new Map<number, readonly Result[]>();
  const bell = createBell();
  let inFlight = 0;
  let submitted = 0;
  let consumed = 0;
  let isExhausted = false;
  let isStopped = false;
  let failure: { readonly error: unknown } | null = null;

  const pump = async () => {
    for await (const batch of stream.batches) {
      if (isStopped) return;
      const number = submitted++;
      inFlight++;
      stream.process(batch).then(
        (results) => {
          finished.set(number, results);
          bell.ring();
        },
        (error: unknown) => {
          failure ??= { error };
          bell.ring();
        },
      );
      while (inFlight >= mostInFlight && !isStopped) await bell.wait();
    }
  };
  pump().then(
    () => {
      isExhausted = true;
      bell.ring();
    },
    (error: unknown) => {
      failure ??= { error };
      bell.ring();
    },
  );
  signal.addEventListener('abort', bell.ring);

  try {
    while (!signal.aborted) {
      if (failure !== null) throw (failure as { readonly error: unknown }).error;
      const number = stream.isOrdered ? consumed : finished.keys().next().value;
      const results = number === undefined ? undefined : finished.get(number);
      if (number === undefined || results === undefined) {
        if (isExhausted && consumed === submitted) return;
        await bell.wait();
        continue;
      }
      finished.delete(number);
      for (const result of results) {
        if (signal.aborted) return;
        yield result;
      }
      consumed++;
      inFlight--;
      bell.ring();
    }
  } finally {
    isStopped = true;
    signal.removeEventListener('abort', bell.ring);
    bell.ring();
  }
}

/** Wakes everyone who waits. */
function createBell() {
  let waiting: (() => void)[] = [];
  return {
    ring: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    wait: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
      }),
  };
}
