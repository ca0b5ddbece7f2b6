import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { turnsOfTheLoop } from '../../testing/eventually.ts';
import { type FakeWorker, fakeWorker, inputFile, never, obedientWorker } from '../../testing/fake-workers.ts';
import { pass, stopClock } from '../../testing/stopped-clock.ts';
import type { InputFile } from '../contracts/input-file.ts';
import type { Task } from './task-queue.ts';
import { createWorkerSlot } from './worker-slot.ts';

const timing = { handshakeMs: 20_000, silenceMs: 60_000, lonelySilenceMs: 15_000 };

beforeEach(stopClock);
afterEach(() => {
  vi.useRealTimers();
});

/** A slot whose worker never answers a task. @param others when another worker last gave a sign */
async function setUp(others: () => number, file: InputFile = inputFile(0)) {
  const workers: FakeWorker[] = [];
  const createWorker = () => {
    const worker = fakeWorker(obedientWorker);
    workers.push(worker);
    return worker;
  };
  const slot = createWorkerSlot(createWorker, timing, others);
  await slot.start();
  const task: Task<never> = {
    settings: null,
    files: [file],
    urgency: () => 'usual',
    signal: new AbortController().signal,
    call: () => never,
  };
  let reply: string | null = null;
  void slot.run(task).then(({ kind }) => {
    reply = kind;
  });
  await turnsOfTheLoop();
  return { slot, worker: workers[0]!, reply: () => reply };
}

describe('a worker that stays silent', () => {
  it('is lost within twenty seconds when another one gives signs', async () => {
    const { worker, reply } = await setUp(() => performance.now());
    await pass(14);
    expect(reply()).toBeNull();
    await pass(6);
    expect(reply()).toBe('lost');
    expect(worker.isTerminated()).toBe(true);
  });

  it('has a minute when none does: the machine may be asleep or busy', async () => {
    const { reply } = await setUp(() => 0);
    await pass(58);
    expect(reply()).toBeNull();
    await pass(8);
    expect(reply()).toBe('lost');
  });

  it('has a minute while it inflates a file, which is done in one go', async () => {
    const content = { kind: 'zip-deflated', blob: new Blob(['x']), inflatedSizeBytes: 9, crc32: 0 } as const;
    const { reply } = await setUp(() => performance.now(), { id: 0, path: 'a', content });
    await pass(50);
    expect(reply()).toBeNull();
    await pass(16);
    expect(reply()).toBe('lost');
  });

  it('is left alone for as long as it gives signs itself', async () => {
    const { slot, worker, reply } = await setUp(() => performance.now());
    for (let turn = 0; turn < 12; turn++) {
      await pass(10);
      worker.tick('slow');
      await turnsOfTheLoop();
    }
    expect(reply()).toBeNull();
    expect(slot.status()).toMatchObject({ isAlive: true, currentPath: 'slow' });
    slot.close();
  });

  it('is lost at once when it says so itself', async () => {
    const { worker, reply } = await setUp(() => 0);
    worker.die();
    await turnsOfTheLoop();
    expect(reply()).toBe('lost');
  });
});
