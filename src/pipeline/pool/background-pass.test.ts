import { afterEach, describe, expect, it } from 'vitest';
import { eventually, turnsOfTheLoop } from '../../testing/eventually.ts';
import { inputFile, jobsFor, never, obedientWorker } from '../../testing/fake-workers.ts';
import { createGate } from '../../testing/gate.ts';
import { closePools, noAbort, setUpPool } from '../../testing/set-up-pool.ts';
import type { Pool, Urgency } from '../contracts/pool.ts';

afterEach(closePools);

async function idsOf(pool: Pool, count: number, urgency: () => Urgency, signal = noAbort): Promise<number[]> {
  const ids: number[] = [];
  for await (const { job } of pool.deidentify(jobsFor(count), signal, urgency)) ids.push(job.input.id);
  return ids.sort((a, b) => a - b);
}

describe('a pass in the background', () => {
  it('does every file once, in messages short enough for a click not to wait', async () => {
    const sizes: number[] = [];
    const { pool } = setUpPool(() => ({
      deidentify: async (jobs) => {
        sizes.push(jobs.length);
        return obedientWorker.deidentify(jobs);
      },
    }));
    expect(await idsOf(pool, 200, () => 'background')).toEqual(jobsFor(200).map(({ input }) => input.id));
    expect(Math.max(...sizes)).toBe(16);
  });

  it('gives way to a look, to a scan and to a survey', async () => {
    const order: string[] = [];
    const gate = createGate();
    const { pool } = setUpPool(
      () => ({
        deidentify: async (jobs) => {
          order.push('plan');
          await gate.isOpen;
          return obedientWorker.deidentify(jobs);
        },
        inspect: (job) => {
          order.push('look');
          return obedientWorker.inspect(job);
        },
        scan: (inputs) => {
          order.push('scan');
          return obedientWorker.scan(inputs);
        },
        survey: (kind, jobs) => {
          order.push('survey');
          return obedientWorker.survey(kind, jobs);
        },
      }),
      1,
    );
    const planning = idsOf(pool, 60, () => 'background');
    await eventually(() => expect(order).toEqual(['plan']));
    await turnsOfTheLoop();
    const surveying = drain(pool.survey('remaining', jobsFor(3), noAbort));
    const scanning = drain(pool.scan(inputsOf(3), noAbort));
    await turnsOfTheLoop();
    const look = pool.inspect({ input: inputFile(900), release: null }, noAbort);
    await turnsOfTheLoop();
    gate.open();
    await Promise.all([surveying, scanning, look]);
    expect(order.slice(0, 4)).toEqual(['plan', 'look', 'scan', 'survey']);
    expect(await planning).toHaveLength(60);
  });

  it('tries again what a lost worker had in hand, and only the file that ends it fails', async () => {
    const { pool } = setUpPool((_, self) => ({
      deidentify: (jobs) => {
        if (!jobs.some(({ input }) => input.id === 20)) return obedientWorker.deidentify(jobs);
        self().die();
        return never;
      },
    }));
    const failed: number[] = [];
    for await (const { job, outcome } of pool.deidentify(jobsFor(60), noAbort, () => 'background')) {
      if (outcome.kind === 'failed') failed.push(job.input.id);
    }
    expect(failed).toEqual([20]);
  });

  it('is given up without ending the workers, which are done in a moment', async () => {
    const gate = createGate();
    let asked = 0;
    const { pool, workers } = setUpPool(() => ({
      deidentify: async (jobs) => {
        asked++;
        await gate.isOpen;
        return obedientWorker.deidentify(jobs);
      },
    }));
    const abort = new AbortController();
    const planning = idsOf(pool, 100, () => 'background', abort.signal);
    await eventually(() => expect(asked).toBe(2));
    abort.abort();
    expect(await planning).toEqual([]);
    gate.open();
    expect(await idsOf(pool, 5, () => 'background')).toHaveLength(5);
    expect(workers.map((worker) => worker.isTerminated())).toEqual([false, false]);
  });

  it('ends a worker that is not done in a moment', async () => {
    let asked = 0;
    const { pool, workers } = setUpPool(() => ({
      deidentify: (jobs) => {
        asked++;
        return asked > 2 ? obedientWorker.deidentify(jobs) : never;
      },
    }));
    const abort = new AbortController();
    const planning = idsOf(pool, 100, () => 'background', abort.signal);
    await eventually(() => expect(asked).toBe(2));
    abort.abort();
    expect(await planning).toEqual([]);
    expect(await idsOf(pool, 5, () => 'background')).toHaveLength(5);
    expect(workers.slice(0, 2).map((worker) => worker.isTerminated())).toEqual([true, true]);
  });

  it('ends the workers at once where a person waited for it', async () => {
    let urgency: Urgency = 'background';
    let asked = 0;
    const { pool, workers } = setUpPool(() => ({
      deidentify: () => {
        asked++;
        return never;
      },
    }));
    const abort = new AbortController();
    const planning = idsOf(pool, 100, () => urgency, abort.signal);
    await eventually(() => expect(asked).toBe(2));
    urgency = 'usual';
    abort.abort();
    expect(workers.map((worker) => worker.isTerminated())).toEqual([true, true]);
    expect(await planning).toEqual([]);
  });
});

async function drain(results: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of results);
}

async function* inputsOf(count: number) {
  for (const { input } of jobsFor(count)) yield input;
}
