import { describe, expect, it, vi } from 'vitest';
import { createBreather, nextTask } from './next-task.ts';

describe('nextTask', () => {
  it('lets what was waiting go first', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('waiting'));
    await nextTask();
    await nextTask();
    order.push('after');
    expect(order).toEqual(['waiting', 'after']);
  });
});

describe('in a tab that is not looked at', () => {
  it('asks no timer, which would come once a minute', async () => {
    vi.useFakeTimers();
    await nextTask();
    await createBreather(0)();
    vi.useRealTimers();
  });
});

describe('createBreather', () => {
  it('gives way after long work only', async () => {
    const given = vi.spyOn(MessagePort.prototype, 'postMessage');
    const breathe = createBreather(20);
    for (let turn = 0; turn < 1000; turn++) await breathe();
    expect(given).not.toHaveBeenCalled();
    const endMs = performance.now() + 60;
    while (performance.now() < endMs) await breathe();
    expect(given.mock.calls.length).toBeGreaterThan(0);
    expect(given.mock.calls.length).toBeLessThan(5);
    given.mockRestore();
  });
});
