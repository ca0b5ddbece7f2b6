/** How much of a machine the workers may use. */
export type PoolBudget = {
  readonly workers: number;
  /** Bytes of files that have to be whole in memory and are worked on at the same time. */
  readonly inFlightBytes: number;
};

/** What a person chose; null where the machine decides. */
export type BudgetChoice = { readonly workers: number | null; readonly inFlightMegabytes: number | null };

/** The limits of the choice: more workers only wait for each other; with less memory ordinary archives fail. */
export const mostWorkers = 16;
export const megabytesToChoose = [64, 128, 256, 512, 1024, 2048] as const;

const megabyte = 1024 * 1024;

/**
 * One worker less than there are cores, for the page and the writer, from 1 to 4: on two cores a second one gains nothing
 * (docs/performance-scaling.md). A sixteenth of the memory.
 * @param deviceMemoryGb as the browser tells it, at most 8; undefined where it does not
 */
export function automaticBudget(hardwareConcurrency: number, deviceMemoryGb: number | undefined): PoolBudget {
  const workers = Math.min(4, Math.max(1, hardwareConcurrency - 1));
  const gigabytes = Math.min(8, Math.max(1, deviceMemoryGb ?? 4));
  return { workers, inFlightBytes: gigabytes * 64 * megabyte };
}

/** The machine's budget with what a person chose in its place. */
export function poolBudget(automatic: PoolBudget, { workers, inFlightMegabytes }: BudgetChoice): PoolBudget {
  return {
    workers: workers ?? automatic.workers,
    inFlightBytes: inFlightMegabytes === null ? automatic.inFlightBytes : inFlightMegabytes * megabyte,
  };
}

/** Reads a stored choice of two numbers. A number that is missing or beyond the limits counts as not chosen. */
export function parseBudgetChoice(workers: string | null, inFlightMegabytes: string | null): BudgetChoice {
  const megabytes = Number(inFlightMegabytes);
  const count = Number(workers);
  return {
    workers: Number.isInteger(count) && count >= 1 && count <= mostWorkers ? count : null,
    inFlightMegabytes: (megabytesToChoose as readonly number[]).includes(megabytes) ? megabytes : null,
  };
}
