import { afterEach, describe, expect, it } from 'vitest';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { inputFile, jobsFor, never, obedientWorker } from '../../testing/fake-workers.ts';
import { createGate } from '../../testing/gate.ts';
import { closePools, noAbort, outcomesOf, setUpPool, tally } from '../../testing/set-up-pool.ts';
import type { Job } from '../contracts/deidentify.protocol.ts';

afterEach(closePools);

describe('the passes of a pool', () => {
  it('produces in the order of the jobs, and no further ahead than the consumer allows', async () => {
    let asked = 0;
    const finished: number[] = [];
    const { pool } = setUpPool(() => ({
      produce: async (jobs) => {
        asked += jobs.length;
        const { id } = jobs[0]!.input;
        // Of two neighbours the second one is finished first.
        if (id % 2 === 0) await eventually(() => expect(finished).toContain(id + 1));
        finished.push(id);
        return obedientWorker.produce(jobs);
      },
    }));
    const large = Array.from({ length: 30 }, (_, id) => ({ input: inputFile(id, 3_000_000), release: null }));
    const ids: number[] = [];
    for await (const { job, result } of pool.produce(large, noAbort)) {
      expect(result).toMatchObject({ kind: 'produced', id: job.input.id });
      ids.push(job.input.id);
      await turnsOfTheLoop();
      // Two workers: four files in flight, and the one in hand.
      expect(asked).toBeLessThanOrEqual(ids.length + 4);
    }
    expect(ids).toEqual(large.map(({ input }) => input.id));
  });

  it('refuses a file in its place when no worker can produce it', async () => {
    const { pool } = setUpPool((_, self) => ({
      produce: (jobs) => {
        if (!jobs.some(({ input }) => input.id === 2)) return obedientWorker.produce(jobs);
        self().die();
        return never;
      },
    }));
    const kinds: string[] = [];
    for await (const { result } of pool.produce(jobsFor(5), noAbort)) kinds.push(result.kind);
    expect(kinds).toEqual(['produced', 'produced', 'refused', 'produced', 'produced']);
  });

  it('scans what a slow source has given so far without waiting for the rest', async () => {
    const { pool } = setUpPool(() => ({}));
    let isReleased = false;
    async function* slowInputs() {
      yield inputFile(0);
      yield inputFile(1);
      while (!isReleased) await new Promise((resolve) => setTimeout(resolve, 10));
      yield inputFile(2);
    }
    const seen: number[] = [];
    for await (const { input } of pool.scan(slowInputs(), noAbort)) {
      seen.push(input.id);
      if (seen.length === 2) isReleased = true;
    }
    expect(seen.sort()).toEqual([0, 1, 2]);
  });

  it('passes on what a source throws', async () => {
    const { pool } = setUpPool(() => ({}));
    async function* brokenInputs() {
      yield inputFile(0);
      throw new Error('cannot list');
    }
    const read = async () => {
      for await (const _ of pool.scan(brokenInputs(), noAbort));
    };
    await expect(read()).rejects.toThrow('cannot list');
  });

  it('lets an inspection overtake a long run', async () => {
    const order: string[] = [];
    const gate = createGate();
    const { pool } = setUpPool(
      () => ({
        deidentify: async (jobs) => {
          order.push('run');
          await gate.isOpen;
          return obedientWorker.deidentify(jobs);
        },
        inspect: (job) => {
          order.push('look');
          return obedientWorker.inspect(job);
        },
      }),
      1,
    );
    const running = outcomesOf(pool, jobsFor(160));
    await eventually(() => expect(order).toEqual(['run']));
    await turnsOfTheLoop();
    const look = pool.inspect({ input: inputFile(900), release: null }, noAbort);
    gate.open();
    expect(await look).toMatchObject({ kind: 'inspected' });
    expect(tally(await running)).toEqual({ skipped: 160 });
    expect(order.slice(0, 3)).toEqual(['run', 'look', 'run']);
  });

  it('gives up waiting for an inspection that is aborted, and lets its worker live', async () => {
    const gate = createGate();
    let asked = 0;
    const { pool, workers } = setUpPool(
      () => ({
        inspect: async (job) => {
          asked++;
          await gate.isOpen;
          return obedientWorker.inspect(job);
        },
      }),
      1,
    );
    const abort = new AbortController();
    const inspection = expect(pool.inspect({ input: inputFile(0), release: null }, abort.signal)).rejects.toMatchObject(
      { name: 'AbortError' },
    );
    await eventually(() => expect(asked).toBe(1));
    abort.abort();
    await inspection;
    gate.open();
    const next = await pool.inspect({ input: inputFile(1), release: null }, noAbort);
    expect(next).toMatchObject({ kind: 'inspected', outputPath: '1.dcm' });
    expect(workers.map((worker) => worker.isTerminated())).toEqual([false]);
  });

  it('never works on two files at once that each need most of the memory', async () => {
    let running = 0;
    let most = 0;
    const { pool } = setUpPool(() => ({
      deidentify: async (jobs) => {
        most = Math.max(most, ++running);
        await turnsOfTheLoop();
        running--;
        return obedientWorker.deidentify(jobs);
      },
    }));
    const jobs = Array.from(
      { length: 4 },
      (_, id): Job => ({
        release: null,
        input: {
          id,
          path: `${id}`,
          content: { kind: 'zip-deflated', blob: new Blob(['x']), inflatedSizeBytes: 200e6, crc32: 0 },
        },
      }),
    );
    expect(tally(await outcomesOf(pool, jobs))).toEqual({ skipped: 4 });
    expect(most).toBe(1);
  });
});
