import type { Pool } from '../pipeline/contracts/pool.ts';
import { automaticBudget, poolBudget } from '../pipeline/pool/pool-budget.ts';
import { createWorkerPool } from '../pipeline/pool/worker-pool.ts';
import { removeStagingFile } from '../pipeline/staging/staging-folders.ts';
import type { ExecutorOptions } from './executor-options.ts';
import { createPackagedWorker } from './packaged-worker.ts';

/** @throws Error in words for people when no worker can be started */
export async function openPool(options: ExecutorOptions): Promise<Pool> {
  const executor = options.executor ?? (typeof Worker === 'undefined' ? 'in-process' : 'workers');
  if (executor === 'in-process') {
    const { createInProcessPool } = await import('../pipeline/pool/in-process-pool.ts');
    return createInProcessPool();
  }
  const { workerUrl, createWorker = ownWorker } = options;
  function ownWorker(): Worker {
    return workerUrl === undefined ? createPackagedWorker() : new Worker(workerUrl, { type: 'module' });
  }
  const { workers = null } = options;
  const automatic = automaticBudget(globalThis.navigator?.hardwareConcurrency ?? 1, undefined);
  const budget = poolBudget(automatic, { workers, inFlightMegabytes: null });
  const pool = createWorkerPool({ createWorker, budget, staging: { remove: removeStagingFile } });
  try {
    await pool.ready;
  } catch (error) {
    pool.close();
    throw new Error(noWorkers, { cause: error });
  }
  return pool;
}

const noWorkers =
  "No worker could be started. Its script is deidentify.worker.js of the package: give `workerUrl`, where your own origin serves it, or `createWorker`, if your policy has Trusted Types or your bundler a way of its own. The content security policy needs worker-src 'self'.";
