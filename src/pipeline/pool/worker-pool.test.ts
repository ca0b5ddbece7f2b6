import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { jobsFor, never, obedientWorker } from '../../testing/fake-workers.ts';
import { createGate } from '../../testing/gate.ts';
import { closePools, noAbort, outcomesOf, setUpPool, tally } from '../../testing/set-up-pool.ts';
import { pass, passUntil, stopClock } from '../../testing/stopped-clock.ts';
import { createWorkerPool } from './worker-pool.ts';

afterEach(() => {
  closePools();
  vi.useRealTimers();
});

describe('createWorkerPool', () => {
  it('gives every file exactly one result', async () => {
    const { pool } = setUpPool(() => ({}));
    await pool.ready;
    expect(tally(await outcomesOf(pool, jobsFor(500)))).toEqual({ skipped: 500 });
    expect(pool.status().reduce((sum, { filesDone }) => sum + filesDone, 0)).toBe(500);
  });

  it('sends settings to a worker before its first file and again to a worker that replaces it', async () => {
    const log: string[] = [];
    const { pool, workers } = setUpPool(
      (number) => ({
        init: async () => {
          log.push(`init ${number}`);
        },
        deidentify: async (jobs) => {
          log.push(`work ${number}`);
          return obedientWorker.deidentify(jobs);
        },
      }),
      1,
    );
    await outcomesOf(pool, jobsFor(1));
    await outcomesOf(pool, jobsFor(1));
    workers[0]!.die();
    await outcomesOf(pool, jobsFor(1));
    expect(log).toEqual(['init 0', 'work 0', 'work 0', 'init 1', 'work 1']);
  });

  it('fails only the file that ends its worker, after two tries', async () => {
    const { pool, workers } = setUpPool((_, self) => ({
      deidentify: (jobs) => {
        if (!jobs.some(({ input }) => input.id === 37)) return obedientWorker.deidentify(jobs);
        self().die();
        return never;
      },
    }));
    const seen = await outcomesOf(pool, jobsFor(100));
    expect(tally(seen)).toEqual({ skipped: 99, 'worker-lost': 1 });
    expect(seen.get(37)).toBe('worker-lost');
    expect(workers.filter((worker) => worker.isTerminated())).toHaveLength(2);
  });

  it('carries on after a single death as if nothing had happened', async () => {
    let deaths = 0;
    const { pool } = setUpPool((_, self) => ({
      deidentify: (jobs) => {
        if (deaths++ > 0) return obedientWorker.deidentify(jobs);
        self().die();
        return never;
      },
    }));
    expect(tally(await outcomesOf(pool, jobsFor(60)))).toEqual({ skipped: 60 });
  });

  it('notices a worker that hangs or closes itself silently', async () => {
    stopClock();
    const { pool } = setUpPool(() => ({
      deidentify: (jobs) => (jobs.some(({ input }) => input.id === 5) ? never : obedientWorker.deidentify(jobs)),
    }));
    expect(tally(await passUntil(outcomesOf(pool, jobsFor(20))))).toEqual({ skipped: 19, 'worker-lost': 1 });
  });

  it('leaves a slow worker alone that gives signs of life', async () => {
    stopClock();
    const work = createGate();
    const { pool, workers } = setUpPool(
      () => ({ deidentify: (jobs) => work.isOpen.then(() => obedientWorker.deidentify(jobs)) }),
      1,
    );
    const running = outcomesOf(pool, jobsFor(1));
    for (let minute = 0; minute < 3; minute++) {
      await pass(50);
      workers[0]!.tick('slow file');
      await pass(10);
    }
    expect(pool.status()[0]).toMatchObject({ isAlive: true, currentPath: 'slow file' });
    work.open();
    expect(tally(await running)).toEqual({ skipped: 1 });
    expect(workers).toHaveLength(1);
  });

  it('turns a throw into an outcome for the file that causes it', async () => {
    const { pool, workers } = setUpPool(() => ({
      deidentify: (jobs) => {
        if (jobs.some(({ input }) => input.id === 3)) throw new Error('quotes a value');
        return obedientWorker.deidentify(jobs);
      },
    }));
    const seen = await outcomesOf(pool, jobsFor(20));
    expect(tally(seen)).toEqual({ skipped: 19, internal: 1 });
    expect(workers).toHaveLength(2);
  });

  it('does not trust an answer with another number of results than files', async () => {
    const { pool } = setUpPool(() => ({ deidentify: async () => [] }));
    expect(tally(await outcomesOf(pool, jobsFor(4)))).toEqual({ internal: 4 });
  });

  it('becomes ready with the workers that start, and says so when none does', async () => {
    stopClock();
    const some = setUpPool((number) => (number === 0 ? {} : null));
    await passUntil(some.pool.ready);
    expect(tally(await outcomesOf(some.pool, jobsFor(10)))).toEqual({ skipped: 10 });
    const none = setUpPool(() => null);
    await expect(passUntil(none.pool.ready)).rejects.toThrow('could not start its background workers');
    expect(none.workers).toHaveLength(4);
    expect(tally(await outcomesOf(none.pool, jobsFor(10)))).toEqual({ 'worker-lost': 10 });
  });

  it('rejects readiness when the browser refuses to make a worker', async () => {
    const pool = createWorkerPool({
      budget: { workers: 1, inFlightBytes: 1000 },
      createWorker: () => {
        throw new Error('blocked');
      },
    });
    await expect(pool.ready).rejects.toThrow('Reload the page');
  });

  it('gives the weakest of the answers that its workers had from the network', async () => {
    const tight = setUpPool(() => ({}));
    await tight.pool.ready;
    expect(tight.pool.networkAnswer()).toBe('refused');
    const unread = setUpPool((number) => ({ probeNetwork: async () => (number === 0 ? 'refused' : 'refused-unread') }));
    await unread.pool.ready;
    expect(unread.pool.networkAnswer()).toBe('refused-unread');
    const open = setUpPool((number) => ({
      probeNetwork: async () => (number === 0 ? 'refused-unread' : 'not-refused'),
    }));
    await open.pool.ready;
    expect(open.pool.networkAnswer()).toBe('not-refused');
  });

  it('ends the workers of an aborted run and is ready for the next', async () => {
    const abort = new AbortController();
    const atWork: number[] = [];
    const { pool, workers } = setUpPool((number) => ({
      deidentify: (jobs) => {
        if (number > 1) return obedientWorker.deidentify(jobs);
        atWork.push(number);
        return never;
      },
    }));
    const running = outcomesOf(pool, jobsFor(200), abort.signal);
    await eventually(() => expect(atWork).toEqual([0, 1]));
    abort.abort();
    expect(tally(await running)).toEqual({});
    expect(workers.slice(0, 2).map((worker) => worker.isTerminated())).toEqual([true, true]);
    expect(tally(await outcomesOf(pool, jobsFor(20)))).toEqual({ skipped: 20 });
  });

  it('ends the workers when the consumer stops early', async () => {
    const atWork = new Set<number>();
    const { pool, workers } = setUpPool((number) => ({
      deidentify: (jobs) => {
        if (jobs[0]!.input.id === 0) return obedientWorker.deidentify(jobs);
        atWork.add(number);
        return never;
      },
    }));
    for await (const _ of pool.deidentify(jobsFor(200), noAbort)) {
      await eventually(() => expect(atWork.size).toBe(2));
      break;
    }
    expect(workers.slice(0, 2).map((worker) => worker.isTerminated())).toEqual([true, true]);
  });
});
