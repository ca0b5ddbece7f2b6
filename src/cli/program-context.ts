import type { Pool } from '../pipeline/contracts/pool.ts';
import { createNodePool } from '../pipeline/pool/node/node-pool.ts';
import { CommandError } from './exit-status.ts';
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
 * @throws CommandError when it cannot be; what it returns throws one when no thread starts
 */
export function poolOpener(
  { workerUrl }: ProgramContext,
  { search, ...options }: MachineOptions & SearchOptions,
): () => Promise<Pool> {
  const machine = thisMachine();
  const budget = poolBudgetFor(search === 'none' ? options : withoutTextThreads(options, machine), machine);
  return async () => {
    const pool = createNodePool(workerUrl, budget);
    try {
      await pool.ready;
    } catch {
      pool.close();
      throw new CommandError(noThreads);
    }
    return pool;
  };
}

const noThreads =
  'No thread could be started: none answered in 40 seconds, or deidentify-node.worker.js of the package is missing beside the program. Try again when the machine has less to do, with fewer --workers, or install the package again.';
