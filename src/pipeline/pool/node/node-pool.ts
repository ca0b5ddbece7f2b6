import type { Pool } from '../../contracts/pool.ts';
import type { PoolBudget } from '../pool-budget.ts';
import { createWorkerPool } from '../worker-pool.ts';
import { startNodeWorker } from './node-worker.ts';

/** A pool of Node's worker threads. @param workerUrl where the built `deidentify-node.worker` lies */
export function createNodePool(workerUrl: URL, budget: PoolBudget): Pool {
  return createWorkerPool({ createWorker: () => startNodeWorker(workerUrl), budget });
}
