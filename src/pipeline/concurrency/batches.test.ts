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
