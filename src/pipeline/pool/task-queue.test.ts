import { describe, expect, it } from 'vitest';
import type { InputFile } from '../contracts/input-file.ts';
import { createTaskQueue, type Task } from './task-queue.ts';

const never = new AbortController().signal;

/** A task over one deflated member: packed size 0, so that it needs twice its inflated size. */
function inflating(id: number, inflatedSizeBytes: number): Task<unknown> {
  const content = { kind: 'zip-deflated', blob: new Blob([]), inflatedSizeBytes, crc32: 0 } as const;
  return task([{ id, path: `${id}`, content }]);
}

function plain(id: number): Task<unknown> {
  return task([{ id, path: `${id}`, content: { kind: 'plain', blob: new Blob(['x']), lastModifiedMs: 0 } }]);
}

function task(files: readonly InputFile[]): Task<unknown> {
  return { settings: null, files, urgency: () => 'usual', signal: never, call: async () => null };
}

/** Adds the tasks and takes as many as are handed out to this many takers. */
async function setUp(tasks: readonly Task<unknown>[], takers: number) {
  const queue = createTaskQueue(1000);
  const entries = tasks.map((one) => ({ task: one, settle: () => undefined }));
  for (const entry of entries) queue.add(entry);
  const taken: number[] = [];
  for (let at = 0; at < takers; at++) {
    void queue.take().then((entry) => entry !== null && taken.push(entry.task.files[0]!.id));
  }
  await settled();
  return { queue, entries, taken };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the byte budget', () => {
  it('works on large objects one at a time, and on others beside them', async () => {
    const { queue, entries, taken } = await setUp([inflating(0, 600), inflating(1, 600), plain(2)], 3);
    expect(taken).toEqual([0, 2]);
    queue.release(entries[0]!);
    await settled();
    expect(taken).toEqual([0, 2, 1]);
  });

  it('lets together what fits together', async () => {
    const { queue, entries, taken } = await setUp([inflating(0, 200), inflating(1, 200), inflating(2, 200)], 3);
    expect(taken).toEqual([0, 1]);
    queue.release(entries[1]!);
    await settled();
    expect(taken).toEqual([0, 1, 2]);
  });

  it('gives out one that alone is over it, when no other is in memory', async () => {
    const { taken } = await setUp([inflating(0, 100_000)], 1);
    expect(taken).toEqual([0]);
  });
});

describe('what goes first', () => {
  const of = (id: number, urgency: Task<unknown>['urgency']): Task<unknown> => ({ ...plain(id), urgency });

  it('is what is most urgent, then what came first', async () => {
    const tasks = [
      of(0, () => 'background'),
      of(1, () => 'idle'),
      of(2, () => 'usual'),
      of(3, () => 'background'),
      of(4, () => 'urgent'),
      of(5, () => 'usual'),
    ];
    expect((await setUp(tasks, 6)).taken).toEqual([4, 2, 5, 1, 0, 3]);
  });

  it('can be work of the background, once a person waits for it', async () => {
    let urgency: 'background' | 'usual' = 'background';
    const queue = createTaskQueue(1000);
    const tasks = [of(0, () => 'idle'), of(1, () => urgency)];
    for (const task of tasks) queue.add({ task, settle: () => undefined });
    urgency = 'usual';
    expect((await queue.take())?.task).toBe(tasks[1]);
    expect((await queue.take())?.task).toBe(tasks[0]);
  });

  it('is what was given up, so that nobody waits for it', async () => {
    const abort = new AbortController();
    abort.abort();
    const replies: unknown[] = [];
    const queue = createTaskQueue(1000);
    queue.add({ task: of(0, () => 'usual'), settle: () => undefined });
    queue.add({ task: { ...of(1, () => 'background'), signal: abort.signal }, settle: (reply) => replies.push(reply) });
    expect((await queue.take())?.task.files[0]?.id).toBe(0);
    expect(replies).toEqual([{ kind: 'lost' }]);
  });
});
