import { afterEach, describe, expect, it, vi } from 'vitest';
import { inputFile, jobsFor, never, obedientWorker } from '../testing/fake-workers.ts';
import { closePools, noAbort, outcomesOf, setUpPool } from '../testing/set-up-pool.ts';
import type { Pool } from './pool.ts';
import { mergeSurveys } from './survey-tally.ts';

afterEach(closePools);

async function countsOf(pool: Pool, count: number, signal = noAbort) {
  const parts = [];
  for await (const part of pool.survey('remaining', jobsFor(count), signal)) parts.push(part);
  const { files, unread } = mergeSurveys(parts);
  return { files, unread };
}

describe('Pool.survey', () => {
  it('looks at every file once', async () => {
    const seen: number[] = [];
    const { pool } = setUpPool(() => ({
      survey: async (kind, jobs) => {
        seen.push(...jobs.map(({ input }) => input.id));
        return obedientWorker.survey(kind, jobs);
      },
    }));
    expect(await countsOf(pool, 100)).toEqual({ files: 100, unread: 0 });
    expect(seen.sort((a, b) => a - b)).toEqual(jobsFor(100).map(({ input }) => input.id));
  });

  it('counts only the file that ends its worker as unread, after two tries', async () => {
    const { pool } = setUpPool((_, self) => ({
      survey: (kind, jobs) => {
        if (!jobs.some(({ input }) => input.id === 37)) return obedientWorker.survey(kind, jobs);
        self().die();
        return never;
      },
    }));
    expect(await countsOf(pool, 100)).toEqual({ files: 99, unread: 1 });
  });

  it('does not trust a worker that answers for another number of files', async () => {
    const { pool } = setUpPool(() => ({ survey: async () => ({ attributes: [], files: 7, unread: 0 }) }));
    expect(await countsOf(pool, 3)).toEqual({ files: 0, unread: 3 });
  });

  it('ends without a word when it is aborted', async () => {
    const { pool } = setUpPool(() => ({ survey: () => never }));
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    expect(await countsOf(pool, 50, abort.signal)).toEqual({ files: 0, unread: 0 });
  });

  it('lets a run and a look at a file go first', async () => {
    const order: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { pool } = setUpPool(
      () => ({
        survey: async (kind, jobs) => {
          order.push('survey');
          await gate;
          return obedientWorker.survey(kind, jobs);
        },
        deidentify: (jobs) => {
          order.push('run');
          return obedientWorker.deidentify(jobs);
        },
        inspect: (job) => {
          order.push('look');
          return obedientWorker.inspect(job);
        },
      }),
      1,
    );
    const survey = countsOf(pool, 120);
    await vi.waitFor(() => expect(order).toEqual(['survey']));
    const run = outcomesOf(pool, jobsFor(8));
    const look = pool.inspect({ input: inputFile(900), release: null }, noAbort);
    // Both have been queued once the event loop has turned.
    await new Promise((resolve) => setTimeout(resolve, 20));
    open();
    await Promise.all([survey, run, look]);
    expect(order.slice(0, 4)).toEqual(['survey', 'look', 'run', 'survey']);
  });
});
