import { describe, expect, it } from 'vitest';
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

describe('createBreather', () => {
  it('gives way after long work only', async () => {
    const breathe = createBreather(20);
    let others = 0;
    const timer = setInterval(() => others++, 0);
    for (let turn = 0; turn < 1000; turn++) await breathe();
    expect(others).toBe(0);
    const endMs = performance.now() + 60;
    while (performance.now() < endMs) await breathe();
    clearInterval(timer);
    expect(others).toBeGreaterThan(0);
  });
});
