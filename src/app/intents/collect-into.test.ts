import { describe, expect, it, vi } from 'vitest';
import { createGate } from '../../testing/gate.ts';
import { collectInto } from './collect-into.ts';

async function* numbers(last: number, then: Promise<void> = Promise.resolve()) {
  for (let at = 1; at <= last; at++) yield at;
  await then;
}

describe('collectInto', () => {
  it('hands over what has come in groups, and the last group at once', async () => {
    const groups: (readonly number[])[] = [];
    await collectInto(numbers(3), (group) => groups.push(group));
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('hands over before the end, about six times a second, an empty group where nothing came', async () => {
    const gate = createGate();
    const groups: (readonly number[])[] = [];
    const collecting = collectInto(numbers(2, gate.isOpen), (group) => groups.push(group));
    await vi.waitFor(() => expect(groups.length).toBeGreaterThanOrEqual(2), { timeout: 5000 });
    expect(groups.slice(0, 2)).toEqual([[1, 2], []]);
    gate.open();
    await collecting;
    const count = groups.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(groups, 'nothing after the end').toHaveLength(count);
  });

  it('waits longer where it is told to', async () => {
    const gate = createGate();
    const hand = vi.fn();
    const collecting = collectInto(numbers(1, gate.isOpen), hand, () => 60_000);
    await vi.waitFor(() => expect(hand).toHaveBeenCalledTimes(1), { timeout: 5000 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(hand).toHaveBeenCalledTimes(1);
    gate.open();
    await collecting;
    expect(hand).toHaveBeenCalledTimes(2);
  });

  it('hands over more seldom what takes long to show', async () => {
    const gate = createGate();
    const hand = vi.fn(() => {
      const endMs = performance.now() + 300;
      while (performance.now() < endMs);
    });
    const collecting = collectInto(numbers(1, gate.isOpen), hand);
    await vi.waitFor(() => expect(hand).toHaveBeenCalledTimes(1), { timeout: 5000 });
    // A tenth of the time at most: not before three seconds have gone.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(hand).toHaveBeenCalledTimes(1);
    gate.open();
    await collecting;
  });

  it('hands over what came before a source broke, and throws what it threw', async () => {
    const groups: (readonly number[])[] = [];
    const broken = numbers(2, Promise.reject(new Error('A bug.')));
    await expect(collectInto(broken, (group) => groups.push(group))).rejects.toThrow('A bug.');
    expect(groups).toEqual([[1, 2]]);
  });
});
