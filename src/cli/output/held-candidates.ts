import { saveBatch } from '../../pipeline/batch/run-batch.ts';
import type { BatchFile, FileKeeping } from '../../pipeline/contracts/batch-file.ts';
import type { Job } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { DeliveryFailure } from '../../pipeline/contracts/destination.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { TextTable } from '../../pipeline/contracts/text-table.ts';
import { CommandError } from '../exit-status.ts';
import { openFolderOutput } from './folder-output.ts';
import { removeParts } from './half-made-parts.ts';

/**
 * Writes what held files would be, for somebody to look at: those that only miss a look at their images. What is held for
 * anything else, such as an identifier that is left, is not written, and no original ever is.
 * @returns how many there are; null when the run was stopped
 * @throws CommandError when the folder cannot be written
 */
export async function writeCandidates(
  folder: string,
  files: readonly BatchFile[],
  { keeping, texts }: { readonly keeping: FileKeeping; readonly texts: () => TextTable },
  pool: Pool,
  signal: AbortSignal,
): Promise<number | null> {
  const candidates = files.flatMap((file) => candidateOf(file, keeping));
  removeParts(folder);
  let count = 0;
  const destination = openFolderOutput(folder, () => {
    count += 1;
  });
  const result = await saveBatch(forLooks(pool), destination, candidates, () => undefined, signal, { texts });
  if (result.kind === 'saved') return count;
  if (result.kind === 'cancelled') return null;
  throw new CommandError(failureText(result));
}

/** The file as if it went out, where all that its header says is that somebody must look at the image. The engine has the last word. */
function candidateOf(file: BatchFile, keeping: FileKeeping): readonly BatchFile[] {
  const { outcome } = file;
  if (outcome?.kind !== 'held') return [];
  const { holds, ...processed } = outcome;
  if (!holds.every(({ kind, isReleasable }) => kind === 'pixels' && isReleasable)) return [];
  return [keeping.change(file, { outcome: { ...processed, kind: 'deidentified' } })];
}

function forLooks(pool: Pool): Pool {
  return {
    ...pool,
    produce: (jobs, signal) => pool.produce(candidates(jobs), signal),
    fingerprint: (depth, jobs, signal, urgency) => pool.fingerprint(depth, candidates(jobs), signal, urgency),
  };
}

function* candidates(jobs: Iterable<Job>): Generator<Job> {
  for (const job of jobs) yield { ...job, isCandidate: true };
}

function failureText({ kind }: DeliveryFailure): string {
  if (kind === 'no-space') return 'There is no room left where the held folder is. All else is written.';
  return 'The held folder cannot be written. Check that it is a folder and yours. All else is written.';
}
