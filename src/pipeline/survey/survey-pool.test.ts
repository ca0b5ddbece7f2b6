import { afterEach, describe, expect, it } from 'vitest';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { inputFile, jobsFor, never, obedientWorker } from '../../testing/fake-workers.ts';
import { createGate } from '../../testing/gate.ts';
import { closePools, noAbort, outcomesOf, setUpPool } from '../../testing/set-up-pool.ts';
import type { Pool } from '../contracts/pool.ts';
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
    let asked = 0;
    const { pool } = setUpPool(() => ({
      survey: () => {
        asked++;
        return never;
      },
    }));
    const abort = new AbortController();
    const counts = countsOf(pool, 50, abort.signal);
    await eventually(() => expect(asked).toBe(2));
    abort.abort();
    expect(await counts).toEqual({ files: 0, unread: 0 });
  });

  it('lets a run and a look at a file go first', async () => {
    const order: string[] = [];
    const gate = createGate();
    const { pool } = setUpPool(
      () => ({
        survey: async (kind, jobs) => {
          order.push('survey');
          await gate.isOpen;
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
    await eventually(() => expect(order).toEqual(['survey']));
    const run = outcomesOf(pool, jobsFor(8));
    const look = pool.inspect({ input: inputFile(900), release: null }, noAbort);
    // Both have been queued once the event loop has turned.
    await turnsOfTheLoop();
    gate.open();
    await Promise.all([survey, run, look]);
    expect(order.slice(0, 4)).toEqual(['survey', 'look', 'run', 'survey']);
  });
});
