import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { distinctInMemory } from './batch-summary.ts';
import { createCrosswalk } from './crosswalk.ts';
import { outcomeOf } from './outcome-of.ts';
import { inPathOrder } from './outputs-csv.ts';
import type { OrderedRequest, RecordsHolding, RecordsRequest } from './records-input.ts';

/**
 * Files in the order in which records list them: those of the output by their new path, then all others by the path of the
 * input. The order of adding is nowhere to be seen.
 */
function inOutputOrder(files: readonly BatchFile[]): readonly BatchFile[] {
  const placed = files.map((file) => {
    const outcome = outcomeOf(file);
    return outcome.kind === 'deidentified'
      ? { file, isOut: true, path: outcome.outputPath }
      : { file, isOut: false, path: file.path };
  });
  placed.sort((one, other) => Number(other.isOut) - Number(one.isOut) || comparePaths(one.path, other.path));
  return placed.map(({ file }) => file);
}

/** What records are made of, as a whole batch in memory has it. */
export function inOrder({ files, outputs, ...request }: RecordsRequest): OrderedRequest {
  return { ...request, files: inOutputOrder(files), ...(outputs && { outputs: inPathOrder(outputs) }) };
}

export const inMemory: RecordsHolding = { createCrosswalk, createDistinct: distinctInMemory };
