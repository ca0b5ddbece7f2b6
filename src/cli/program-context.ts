import { availableParallelism, totalmem } from 'node:os';
import type { Pool } from '../pipeline/contracts/pool.ts';
import { createNodePool } from '../pipeline/pool/node/node-pool.ts';
import { type MachineOptions, poolBudgetFor } from './settings/machine-options.ts';
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

/**
 * Opens the threads when they are asked for. What they may use is decided now, so that a choice that cannot be is refused first.
 * @throws CommandError when it cannot be
 */
export function poolOpener({ workerUrl }: ProgramContext, options: MachineOptions): () => Promise<Pool> {
  // A container may have less than its machine.
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const budget = poolBudgetFor(options, { cores: availableParallelism(), megabytes: bytes / 1024 ** 2 });
  return async () => {
    const pool = createNodePool(workerUrl, budget);
    await pool.ready;
    return pool;
  };
}
