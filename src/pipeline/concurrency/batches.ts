/**
 * How much goes into one message: at least one item, then no more than either limit. The first message holds `firstCount`
 * and each next one twice as many, up to `count`: every worker soon has something, and many files take few messages.
 */
export type BatchLimit = { readonly firstCount: number; readonly count: number; readonly sizeBytes: number };

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
  const filling = createFilling<Item>(limit);
  for (const item of items) {
    const full = filling.add(item, sizeBytesOf(item));
    if (full !== null) yield full;
  }
  if (!filling.isEmpty()) yield filling.take();
}

/** The batch that is being filled. */
function createFilling<Item>(limit: BatchLimit) {
  let batch: Item[] = [];
  let batchBytes = 0;
  let mostItems = limit.firstCount;

  function take(): readonly Item[] {
    const full = batch;
    batch = [];
    batchBytes = 0;
    mostItems = Math.min(limit.count, 2 * mostItems);
    return full;
  }

  return {
    take,
    isEmpty: () => batch.length === 0,
    /** @returns the batch that this item does not fit into any more. */
    add: (item: Item, sizeBytes: number): readonly Item[] | null => {
      const isFull = batch.length >= mostItems || batchBytes + sizeBytes > limit.sizeBytes;
      const full = isFull && batch.length > 0 ? take() : null;
      batch.push(item);
      batchBytes += sizeBytes;
      return full;
    },
  };
}

/** How long a batch that is not full waits for the next item. */
const patienceMs = 20;

async function* fromSlowIterable<Item>(
  items: AsyncIterable<Item>,
  sizeBytesOf: (item: Item) => number,
  limit: BatchLimit,
): AsyncGenerator<readonly Item[]> {
  const iterator = items[Symbol.asyncIterator]();
  const filling = createFilling<Item>(limit);
  try {
    let next = iterator.next();
    for (;;) {
      if (!filling.isEmpty() && (await isSlow(next))) yield filling.take();
      const { done, value: item } = await next;
      if (done) break;
      const full = filling.add(item, sizeBytesOf(item));
      if (full !== null) yield full;
      next = iterator.next();
    }
    if (!filling.isEmpty()) yield filling.take();
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
  // Most items are there already. A timer for each would cost more than everything else here.
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
