import { expect, it } from 'vitest';
import { type SyncAccess, writeWhole } from './sync-access.ts';

const taking = (count: number): SyncAccess => ({
  write: () => count,
  truncate: () => undefined,
  flush: () => undefined,
  close: () => undefined,
});
const bytes = new Uint8Array(10);

it('takes a write of all bytes as done', () => {
  expect(() => writeWhole(taking(10), bytes, 0)).not.toThrow();
});

it.each([
  ['fewer bytes', 3],
  ['none', 0],
  ['an error code that is read as a count', 2 ** 32 - 8],
])('takes %s for a full disk', (_, count) => {
  expect(() => writeWhole(taking(count), bytes, 0)).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }));
});
