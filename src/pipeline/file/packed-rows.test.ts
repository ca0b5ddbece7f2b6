import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DiffRow } from '../contracts/deidentify.protocol.ts';
import { packRows, unpackRows } from './packed-rows.ts';

const row = fc.record(
  {
    path: fc.string(),
    tag: fc.string(),
    name: fc.string(),
    vr: fc.constantFrom('LO', 'SQ'),
    depth: fc.nat(9),
    isPrivate: fc.boolean(),
    before: fc.option(fc.string({ unit: 'binary' })),
    after: fc.option(fc.string({ unit: 'binary' })),
    action: fc.constantFrom('X', '+'),
    effect: fc.constantFrom('kept', 'added'),
    reason: fc.string(),
    words: fc.array(fc.record({ text: fc.string(), isKept: fc.boolean(), why: fc.constant('unknown') })),
  },
  {
    requiredKeys: ['path', 'tag', 'name', 'vr', 'depth', 'isPrivate', 'before', 'after', 'action', 'effect', 'reason'],
  },
) as fc.Arbitrary<DiffRow>;

it('gives every row back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.constantFrom(1, 60), async (some, times) => {
      const rows = Array.from({ length: times }, () => some).flat();
      expect(await unpackRows(packRows(rows))).toEqual(rows);
    }),
    { numRuns: 40 },
  );
});

it('lets others work while it unpacks many', async () => {
  const [one] = fc.sample(row, 1);
  const packed = packRows(Array.from({ length: 100_000 }, () => one!));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  expect(await unpackRows(packed)).toHaveLength(100_000);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
