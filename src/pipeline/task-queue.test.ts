import { describe, expect, it } from 'vitest';
import type { InputFile } from './input-file.ts';
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
  return { settings: null, files, urgency: 'usual', signal: never, call: async () => null };
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
