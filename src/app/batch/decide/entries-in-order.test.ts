import { describe, expect, it } from 'vitest';
import { createEntriesInOrder } from './entries-in-order.ts';
import type { WaitReason } from './wait-reasons.ts';
import type { WaitingEntry } from './waiting-entries.ts';

const entry = (key: string, reason: WaitReason = 'report') => ({ key, reason }) as WaitingEntry;
const many = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => entry(`${prefix}${n}`));
const keysOf = (entries: readonly WaitingEntry[]) => entries.map(({ key }) => key);

describe.each([1, 25, 26, 80])('a queue of which %i go at once', (count) => {
  const first = many('a', count);
  const later = many('b', count);

  it('keeps the others where they are, has new ones at the end, and gives each its place back', () => {
    const queue = createEntriesInOrder();
    queue.change({ gone: [], come: [...first, ...later] });
    queue.change({ gone: first, come: [entry('new')] });
    expect(keysOf(queue.list())).toEqual([...keysOf(later), 'new']);
    queue.change({ gone: [], come: [...first].reverse() });
    expect(keysOf(queue.list())).toEqual([...keysOf(first), ...keysOf(later), 'new']);
  });
});

it('a queue has an entry in the place of another, under its own reason, and keeps nothing of it', () => {
  const queue = createEntriesInOrder();
  const [one, two] = [entry('one'), entry('two')];
  queue.change({ gone: [], come: [one, two, entry('image', 'may-show-text')] });
  const shown = entry('one');
  expect(queue.listWith(shown, one)[1]).toBe(shown);
  expect(keysOf(queue.listWith(entry('text of one', 'may-show-text'), one))).toEqual(['image', 'text of one', 'two']);
  expect(keysOf(queue.listWith(entry('gone'), undefined))).toEqual(['image', 'one', 'two', 'gone']);
  expect(queue.list()).toEqual([entry('image', 'may-show-text'), one, two]);
  expect(queue.list()[1]).toBe(one);
});
