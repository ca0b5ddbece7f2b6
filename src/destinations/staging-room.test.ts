import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryRoom } from './memory-room.ts';
import { stagingRoom } from './staging-room.ts';

type Estimate = () => Promise<StorageEstimate>;

/** A browser that lends the page storage, and says what it still grants. */
function lending(estimate: Estimate) {
  const getDirectory = async () => ({ getDirectoryHandle: async () => ({}) });
  vi.stubGlobal('navigator', { locks: {}, storage: { getDirectory, estimate } });
}

const memory = createMemoryRoom(1000);

describe('the room for an archive that waits for its download', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is what the browser grants less what the page has used', async () => {
    lending(async () => ({ quota: 500, usage: 120 }));
    expect(await stagingRoom(memory)).toEqual({ kind: 'storage', freeBytes: 380 });
  });

  it('is none where more is used than is granted', async () => {
    lending(async () => ({ quota: 500, usage: 620 }));
    expect(await stagingRoom(memory)).toEqual({ kind: 'storage', freeBytes: 0 });
  });

  it.each<[string, Estimate]>([
    ['says no quota', async () => ({ usage: 1 })],
    ['says no usage', async () => ({ quota: 1 })],
    ['does not answer', () => Promise.reject(new Error('Not here.'))],
  ])('is not known where the browser %s', async (_, estimate) => {
    lending(estimate);
    expect(await stagingRoom(memory)).toBeNull();
  });

  it('is what other archives leave of the memory where the browser lends no storage', async () => {
    vi.stubGlobal('navigator', { locks: {}, storage: { getDirectory: () => Promise.reject(new Error('Private.')) } });
    const giveBack = memory.take(400);
    expect(await stagingRoom(memory)).toEqual({ kind: 'memory', freeBytes: 600, limitBytes: 1000 });
    giveBack();
    expect(await stagingRoom(memory)).toEqual({ kind: 'memory', freeBytes: 1000, limitBytes: 1000 });
  });
});
