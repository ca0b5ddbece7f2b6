import { availableParallelism, totalmem } from 'node:os';
import type { BatchSearch } from '../../embed/search-batch.ts';
import { mostServedBytes } from '../../pipeline/pool/node/served-bytes.ts';
import { createNodeTextService } from '../../pipeline/text/node/node-text-service.ts';
import type { SearchScope } from '../../pipeline/text/searchable-files.ts';
import { CommandError } from '../exit-status.ts';
import {
  type Machine,
  type MachineOptions,
  type ReadingOptions,
  textThreadsFor,
  withoutReading,
} from './machine-options.ts';

export type SearchOptions = {
  /** `none` where nobody has chosen. */
  readonly search: SearchScope;
};

/**
 * How a command searches images for text.
 * @param workerUrl the built `deidentify-node.worker`; the one that searches lies beside it
 * @param isPart whether it may have parts of series alone, and leaves the search to others
 * @returns null when it does not
 * @throws CommandError when there is no room for it
 */
export function searchOf(
  { search, ...machineOptions }: SearchOptions & MachineOptions,
  workerUrl: URL,
  isPart: boolean,
): BatchSearch | null {
  if (search === 'none') return null;
  if (isPart) return { search, openServices: null };
  const script = new URL('./text-search-node.worker.js', workerUrl);
  const count = textThreadsFor(machineOptions, thisMachine());
  const openServices = () => Array.from({ length: count }, () => createNodeTextService(script));
  return { search, openServices, noAnswer: () => new CommandError(noAnswer) };
}

/** Of a command whose inputs are, or are not, on a server. @throws CommandError as `withoutReading` */
export function limitsOf<Options extends MachineOptions & SearchOptions>(
  options: Options,
  reads: boolean,
): ReadingOptions<Options> {
  if (!reads) return { options, mostInstanceBytes: mostServedBytes };
  return withoutReading(options, thisMachine(), options.search !== 'none', mostServedBytes);
}

const noAnswer =
  'No image could be searched for text. The thread that searches ended each time, before it had looked at one: text-search-node.worker.js and text-models.js of this program are not there, or there is too little memory.';

/** A container may have less than its machine. */
export function thisMachine(): Machine {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return { cores: availableParallelism(), megabytes: bytes / 1024 ** 2 };
}
