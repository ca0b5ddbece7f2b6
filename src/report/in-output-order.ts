import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { outcomeOf } from './outcome-of.ts';

/**
 * Files in the order in which records list them: those of the output by their new path, then all others by the path of the
 * input. The order of adding is nowhere to be seen.
 */
export function inOutputOrder(files: readonly BatchFile[]): readonly BatchFile[] {
  const placed = files.map((file) => {
    const outcome = outcomeOf(file);
    return outcome.kind === 'deidentified'
      ? { file, isOut: true, path: outcome.outputPath }
      : { file, isOut: false, path: file.path };
  });
  placed.sort((one, other) => Number(other.isOut) - Number(one.isOut) || comparePaths(one.path, other.path));
  return placed.map(({ file }) => file);
}
