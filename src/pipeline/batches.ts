/** How much goes into one message: at least one item, then no more than either limit. */
export type BatchLimit = { readonly count: number; readonly sizeBytes: number };

/** Groups items for workers. Small files travel together because a message costs as much as they do. */
export async function* toBatches<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  sizeBytesOf: (item: Item) => number,
  limit: BatchLimit,
): AsyncGenerator<readonly Item[]> {
  if (Symbol.iterator in items) yield* fromIterable(items, sizeBytesOf, limit);
  else yield* fromSlowIterable(items, sizeBytesOf, limit);
}

function* fromIterable<Item>(
  items: Iterable<Item>,
  sizeBytesOf: (item: Item) => number,
  limit: BatchLimit,
): Generator<readonly Item[]> {
  let batch: Item[] = [];
  let batchBytes = 0;
  for (const item of items) {
    const sizeBytes = sizeBytesOf(item);
    if (batch.length > 0 && (batch.length >= limit.count || batchBytes + sizeBytes > limit.sizeBytes)) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(item);
    batchBytes += sizeBytes;
  }
  if (batch.length > 0) yield batch;
}

/** How long a batch that is not full waits for the next item. */
const patienceMs = 20;

async function* fromSlowIterable<Item>(
  items: AsyncIterable<Item>,
  sizeBytesOf: (item: Item) => number,
  limit: BatchLimit,
): AsyncGenerator<readonly Item[]> {
  const iterator = items[Symbol.asyncIterator]();
  let batch: Item[] = [];
  let batchBytes = 0;
  try {
    let next = iterator.next();
    for (;;) {
      if (batch.length > 0 && (await isSlow(next))) {
        yield batch;
        batch = [];
        batchBytes = 0;
      }
      const { done, value: item } = await next;
      if (done) break;
      const sizeBytes = sizeBytesOf(item);
      if (batch.length > 0 && (batch.length >= limit.count || batchBytes + sizeBytes > limit.sizeBytes)) {
        yield batch;
        batch = [];
        batchBytes = 0;
      }
      batch.push(item);
      batchBytes += sizeBytes;
      next = iterator.next();
    }
    if (batch.length > 0) yield batch;
  } finally {
    await iterator.return?.();
  }
}

/** True when the promise has not settled within the patience. */
async function isSlow(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  const settled = promise.then(settle, settle);
  // Most items are at hand and need no timer, which would cost more than all else here.
  for (let turn = 0; turn < microtaskTurns && !isSettled; turn++) await null;
  if (isSettled) return false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([settled, timeOut]);
  clearTimeout(timer);
  return !isSettled;
}

/** Enough for a chain of generators that have nothing to wait for. */
const microtaskTurns = 24;
