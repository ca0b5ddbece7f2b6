import { availableParallelism, totalmem } from 'node:os';
import type { Pool } from '../pipeline/contracts/pool.ts';
import { createNodePool } from '../pipeline/pool/node/node-pool.ts';
import { automaticBudget, mostWorkers } from '../pipeline/pool/pool-budget.ts';
import type { Streams } from './speech.ts';

/** What a command is given by the process that it runs in. */
export type ProgramContext = {
  readonly streams: Streams;
  readonly environment: NodeJS.ProcessEnv;
  /** The built `deidentify-node.worker`. */
  readonly workerUrl: URL;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
  /** Says with what status a second signal, which waits for nothing, ends the process. */
  readonly whenStopped: (status: number) => void;
};

/** A worker a core, where nobody has chosen. A program has no page that has to stay quick. */
export async function openPool({ workerUrl }: ProgramContext, workers: number | undefined): Promise<Pool> {
  const { inFlightBytes } = automaticBudget(1, totalmem() / 1024 ** 3);
  const count = workers ?? Math.min(mostWorkers, availableParallelism());
  const pool = createNodePool(workerUrl, { workers: count, inFlightBytes });
  await pool.ready;
  return pool;
}
