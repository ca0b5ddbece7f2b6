import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBreather, nextTask } from './next-task.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('nextTask', () => {
  it('gives way to what waits for this thread', async () => {
    let hasWaited = true;
    setImmediate(() => {
      hasWaited = false;
    });
    // Node hands out up to a thousand messages before it turns to something else; promises alone would never let it.
    for (let turn = 0; turn < 3000 && hasWaited; turn++) await nextTask();
    expect(hasWaited).toBe(false);
  });
});

describe('in a tab that is not looked at', () => {
  it('asks no timer, which would come once a minute', async () => {
    vi.useFakeTimers();
    await nextTask();
    await createBreather(0)();
  });
});

describe('createBreather', () => {
  it('gives way after long work only', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const given = vi.spyOn(MessagePort.prototype, 'postMessage');
    const breathe = createBreather(20);
    vi.advanceTimersByTime(19);
    for (let turn = 0; turn < 1000; turn++) await breathe();
    expect(given).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    for (let turn = 0; turn < 1000; turn++) await breathe();
    expect(given).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(20);
    await breathe();
    expect(given).toHaveBeenCalledTimes(2);
  });
});
