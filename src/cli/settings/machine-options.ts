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

/**
 * What each thread, one that searches for text as well, and the program beside them keep of instances of a DICOMweb server: 32 MB of small ones,
 * 32 of large ones, and one of 32 that comes (src/pipeline/pool/node/served-bytes.ts). A larger one is there twice, as it comes while the last one goes.
 */
const [readingMegabytes, ordinaryInstance] = [96, 32];

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
  if (maxMemory > megabytes) throw moreThanThere(megabytes);
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

/** What is left of a limit for all but what is read from a server, and the largest instance that fits into that, in bytes. */
export type ReadingOptions<Options> = { readonly options: Options; readonly mostInstanceBytes: number };

/**
 * Sets aside what is read from a server: first of all threads for ordinary instances, then what is left for larger ones.
 * @param searches whether threads search for text beside those that work on files
 * @param mostBytes the largest instance that is ever read
 * @throws CommandError where there is no room for one thread, or for those that are wanted
 */
export function withoutReading<Options extends MachineOptions>(
  options: Options,
  { cores, megabytes }: Machine,
  searches: boolean,
  mostBytes: number,
): ReadingOptions<Options> {
  const { maxMemory, workers } = options;
  if (maxMemory === undefined) return { options, mostInstanceBytes: mostBytes };
  if (maxMemory > megabytes) throw moreThanThere(megabytes);
  const each = threadMegabytes + (searches ? textMegabytes : 0);
  const readersEach = searches ? 2 : 1;
  const least = (count: number) =>
    ownMegabytes + leastInFlight + count * each + (count * readersEach + 1) * readingMegabytes;
  const room = Math.floor((maxMemory - least(0)) / (least(1) - least(0)));
  if (room < 1) throw usageError(`--max-memory is too little to read from a server, which takes ${least(1)} MB.`);
  if (workers !== undefined && workers > room) {
    throw usageError(
      `--max-memory is too little for ${workers} threads that read from a server, which take ${least(workers)} MB. Name fewer --workers.`,
    );
  }
  const count = Math.min(workers ?? Math.min(mostWorkers, cores), room);
  const readers = count * readersEach + 1;
  const ever = Math.floor(mostBytes / bytesOfMegabyte) - ordinaryInstance;
  const larger = Math.min(ever, Math.floor((maxMemory - least(count)) / (2 * readers)));
  const aside = readers * (readingMegabytes + 2 * larger);
  return {
    options: { ...options, workers: count, maxMemory: maxMemory - aside },
    mostInstanceBytes: (ordinaryInstance + larger) * bytesOfMegabyte,
  };
}

function moreThanThere(megabytes: number): Error {
  return usageError(`--max-memory is more than the ${Math.floor(megabytes)} MB that there are.`);
}

/** What a process of so many threads takes at least while it works on files. */
export function memoryOf(threads: number): number {
  return ownMegabytes + threads * threadMegabytes + leastInFlight;
}
