import { expect } from 'vitest';
import type { DeidentifyWorker, Job } from '../pipeline/contracts/deidentify.protocol.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import { createWorkerPool } from '../pipeline/pool/worker-pool.ts';
import { createProfile } from '../profile/create-profile.ts';
import { type FakeWorker, fakeWorker, obedientWorker } from './fake-workers.ts';

const settings = { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32), patients: null };

export const noAbort = new AbortController().signal;

const openPools: Pool[] = [];

/** Ends all workers; for `afterEach`. */
export function closePools(): void {
  for (const pool of openPools.splice(0)) pool.close();
}

/** A pool of fake workers, in the order in which it made them; its patience is that of the product. */
export type PoolSetUp = { readonly pool: Pool; readonly workers: FakeWorker[] };

/** @param make what the n-th worker of the pool answers, given the worker itself; null for one that never loads. */
export function setUpPool(
  make: (number: number, self: () => FakeWorker) => Partial<DeidentifyWorker> | null,
  size = 2,
): PoolSetUp {
  const workers: FakeWorker[] = [];
  const createWorker = () => {
    const number = workers.length;
    const contract = make(number, () => workers[number]!);
    const worker = fakeWorker(contract === null ? null : { ...obedientWorker, ...contract });
    workers.push(worker);
    return worker;
  };
  const pool = createWorkerPool({
    createWorker,
    budget: { workers: size, inFlightBytes: 512 * 1024 * 1024 },
  });
  openPools.push(pool);
  void pool.configure(settings);
  return { pool, workers };
}

/** Runs a de-identify pass and gives each file's outcome kind, or its code when it failed. */
export async function outcomesOf(pool: Pool, jobs: Iterable<Job>, signal = noAbort): Promise<Map<number, string>> {
  const seen = new Map<number, string>();
  for await (const { job, outcome } of pool.deidentify(jobs, signal)) {
    expect(seen.has(job.input.id)).toBe(false);
    seen.set(job.input.id, outcome.kind === 'failed' ? outcome.code : outcome.kind);
  }
  return seen;
}

export function tally(seen: ReadonlyMap<number, string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of seen.values()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
