import { automaticBudget, mostWorkers, type PoolBudget } from '../../pipeline/pool/pool-budget.ts';
import { usageError } from '../exit-status.ts';

/** How much of the machine a command may use. */
export type MachineOptions = {
  readonly workers?: number;
  /** Megabytes. */
  readonly maxMemory?: number;
};

export type Machine = { readonly cores: number; readonly megabytes: number };

const bytesOfMegabyte = 1024 * 1024;

/** What the program takes without files, and what each thread takes while it works (docs/command-line.md). */
const [ownMegabytes, threadMegabytes] = [180, 100];
/** Of files in work. With less, ordinary archives fail. */
const leastInFlight = 64;

/** A thread that searches for text holds both models (docs/adr/0009-text-search.md). */
const textMegabytes = 500;

/** What waits to be sent to a server or a store, or is under way: up to three requests of 24 MB or four parts of 8 MB, and what Node keeps of them (docs/command-line.md). */
const sendingMegabytes = 100;

/** Less is too little for a single thread. */
export const leastMemory = ownMegabytes + threadMegabytes + leastInFlight;

/**
 * A thread a core, where nobody has chosen; a program has no page that has to stay quick. Within a limit of memory there are as
 * many threads as it has room for, and files in work get what is left.
 * @throws CommandError when there is not so much memory, or not enough for the threads that are wanted
 */
export function poolBudgetFor({ workers, maxMemory }: MachineOptions, { cores, megabytes }: Machine): PoolBudget {
  const { inFlightBytes } = automaticBudget(1, megabytes / 1024);
  const count = workers ?? Math.min(mostWorkers, cores);
  if (maxMemory === undefined) return { workers: count, inFlightBytes };
  if (maxMemory > megabytes)
    throw usageError(`--max-memory is more than the ${Math.floor(megabytes)} MB that there are.`);
  const room = Math.floor((maxMemory - ownMegabytes - leastInFlight) / threadMegabytes);
  if (workers !== undefined && workers > room) {
    const least = ownMegabytes + leastInFlight + workers * threadMegabytes;
    throw usageError(
      `--max-memory is too little for ${workers} threads, which take ${least} MB. Name fewer --workers.`,
    );
  }
  const fitting = Math.min(count, room);
  const left = (maxMemory - ownMegabytes - fitting * threadMegabytes) * bytesOfMegabyte;
  return { workers: fitting, inFlightBytes: Math.min(left, inFlightBytes) };
}

/**
 * Threads that search for text: as many as work on files, where half of the memory has room for them. Within a limit each has a
 * thread that works on files beside it, which keeps its memory while the search goes on.
 * @throws CommandError when there is no room for one
 */
export function textThreadsFor({ workers, maxMemory }: MachineOptions, { cores, megabytes }: Machine): number {
  const count = workers ?? Math.min(mostWorkers, cores);
  if (maxMemory === undefined) return Math.max(1, Math.min(count, Math.floor(megabytes / 2 / textMegabytes)));
  const room = Math.floor((maxMemory - ownMegabytes - leastInFlight) / (textMegabytes + threadMegabytes));
  if (room > 0) return Math.min(count, room);
  throw usageError(`--max-memory is too little for --search, which takes ${leastMemory + textMegabytes} MB.`);
}

/** What is left of a limit for all else. */
export function withoutTextThreads(options: MachineOptions, machine: Machine): MachineOptions {
  if (options.maxMemory === undefined) return options;
  return { ...options, maxMemory: options.maxMemory - textThreadsFor(options, machine) * textMegabytes };
}

/**
 * What is left of a limit for all but what is sent to a server.
 * @throws CommandError where that is too little
 */
export function withoutSending<Options extends MachineOptions>(options: Options): Options {
  const { maxMemory } = options;
  if (maxMemory === undefined) return options;
  const least = leastMemory + sendingMegabytes;
  if (maxMemory < least)
    throw usageError(`--max-memory is too little for a server or a store, which take ${least} MB.`);
  return { ...options, maxMemory: maxMemory - sendingMegabytes };
}

/** What a process of so many threads takes at least while it works on files. */
export function memoryOf(threads: number): number {
  return ownMegabytes + threads * threadMegabytes + leastInFlight;
}
