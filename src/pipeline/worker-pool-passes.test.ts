import { afterEach, describe, expect, it } from 'vitest';
import { inputFile, jobsFor, never, obedientWorker } from '../testing/fake-workers.ts';
import { closePools, noAbort, outcomesOf, setUpPool, tally } from '../testing/set-up-pool.ts';
import type { Job } from './deidentify.protocol.ts';

afterEach(closePools);

describe('the passes of a pool', () => {
  it('produces in the order of the jobs, and no further ahead than the consumer allows', async () => {
    let asked = 0;
    const { pool } = setUpPool(() => ({
      produce: async (jobs) => {
        asked += jobs.length;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
        return obedientWorker.produce(jobs);
      },
    }));
    const large = Array.from({ length: 30 }, (_, id) => ({ input: inputFile(id, 3_000_000), release: null }));
    const ids: number[] = [];
    for await (const { job, result } of pool.produce(large, noAbort)) {
      expect(result).toMatchObject({ kind: 'produced', id: job.input.id });
      ids.push(job.input.id);
      await new Promise((resolve) => setTimeout(resolve, 5));
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
    const { pool } = setUpPool(
      () => ({
        deidentify: async (jobs) => {
          await new Promise((resolve) => setTimeout(resolve, 40));
          return obedientWorker.deidentify(jobs);
        },
      }),
      1,
    );
    let done = 0;
    const running = (async () => {
      for await (const _ of pool.deidentify(jobsFor(160), noAbort)) done++;
    })();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await pool.inspect({ input: inputFile(900), release: null }, noAbort)).toMatchObject({ kind: 'inspected' });
    expect(done).toBeLessThan(100);
    await running;
  });

  it('gives up waiting for an inspection that is aborted, and lets its worker live', async () => {
    const { pool, workers } = setUpPool(
      () => ({
        inspect: () =>
          new Promise((resolve) =>
            setTimeout(() => resolve({ kind: 'inspected', rows: [], outputPath: '', findings: [], holds: [] }), 100),
          ),
      }),
      1,
    );
    const abort = new AbortController();
    const inspection = pool.inspect({ input: inputFile(0), release: null }, abort.signal);
    setTimeout(() => abort.abort(), 20);
    await expect(inspection).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(workers[0]!.isTerminated()).toBe(false);
  });

  it('never works on two files at once that each need most of the memory', async () => {
    let running = 0;
    let most = 0;
    const { pool } = setUpPool(() => ({
      deidentify: async (jobs) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 20));
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
