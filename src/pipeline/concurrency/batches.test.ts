import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../testing/collect.ts';
import { toBatches } from './batches.ts';

async function* slowly<Item>(items: readonly Item[]) {
  for (const item of items) yield item;
}

describe('toBatches', () => {
  it('keeps every item, in order, within both limits unless an item alone is over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(100), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        async (sizes, count, first, isSlow) => {
          const firstCount = Math.min(first, count);
          const items = isSlow ? slowly(sizes) : sizes;
          const batches = await collect(toBatches(items, (size) => size, { firstCount, count, sizeBytes: 120 }));
          expect(batches.flat()).toEqual(sizes);
          for (const batch of batches) {
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(count);
            const total = batch.reduce((sum, size) => sum + size, 0);
            expect(batch.length === 1 || total <= 120).toBe(true);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('fills its batches when items come fast', async () => {
    const batches = await collect(
      toBatches(slowly([1, 2, 3, 4, 5]), () => 1, { firstCount: 2, count: 2, sizeBytes: 100 }),
    );
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('sends more in each message while there is more', async () => {
    const limit = { firstCount: 2, count: 10, sizeBytes: 1000 };
    for (const items of [Array.from({ length: 40 }, () => 1), slowly(Array.from({ length: 40 }, () => 1))]) {
      const batches = await collect(toBatches(items, () => 1, limit));
      expect(batches.map((batch) => batch.length)).toEqual([2, 4, 8, 10, 10, 6]);
    }
  });

  it('sends what there is when the next item is slow, and waits for one that is about to come', async () => {
    async function* source() {
      yield 1;
      yield 2;
      await new Promise((resolve) => setTimeout(resolve, 100));
      yield 3;
      await new Promise((resolve) => setTimeout(resolve, 1));
      yield 4;
    }
    const limit = { firstCount: 10, count: 10, sizeBytes: 100 };
    expect(await collect(toBatches(source(), () => 1, limit))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('takes a source that cannot be let go of', async () => {
    let next = 0;
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: next === 2, value: next++ }) as IteratorResult<number>,
      }),
    };
    const limit = { firstCount: 1, count: 1, sizeBytes: 1 };
    expect(await collect(toBatches(source, () => 1, limit))).toEqual([[0], [1]]);
  });

  it('lets go of its source when the consumer stops', async () => {
    let isClosed = false;
    async function* source() {
      try {
        for (;;) yield 1;
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of toBatches(source(), () => 1, { firstCount: 1, count: 1, sizeBytes: 1 })) break;
    expect(isClosed).toBe(true);
  });
});
