import type { Pool } from '../pipeline/contracts/pool.ts';
import { createNodePool } from '../pipeline/pool/node/node-pool.ts';
import { type MachineOptions, poolBudgetFor, withoutTextThreads } from './settings/machine-options.ts';
import { type SearchOptions, thisMachine } from './settings/search-option.ts';
import type { Streams } from './speech.ts';

/** What a command is given by the process that it runs in. */
export type ProgramContext = {
  readonly streams: Streams;
  readonly environment: NodeJS.ProcessEnv;
  /** The built `deidentify-node.worker`; its neighbours lie beside it. */
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
export function poolOpener(
  { workerUrl }: ProgramContext,
  { search, ...options }: MachineOptions & SearchOptions,
): () => Promise<Pool> {
  const machine = thisMachine();
  const budget = poolBudgetFor(search === 'none' ? options : withoutTextThreads(options, machine), machine);
  return async () => {
    const pool = createNodePool(workerUrl, budget);
    await pool.ready;
    return pool;
  };
}
