import { jobOf } from '../batch/job-of.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { Job } from '../contracts/deidentify.protocol.ts';
import type { Pool } from '../contracts/pool.ts';
import { type Layout, withLayout } from './layout.ts';

/**
 * Names the outputs of a batch that was decided without a layout. Each file is planned again, headers only, for what its
 * output says of itself: nothing of that is kept before somebody asks for other names.
 * @param files de-identified ones
 * @param onDescribed told how many files were planned so far
 * @throws the signal's reason when it aborts
 */
export async function layOutOutputs(
  pool: Pool,
  files: readonly BatchFile[],
  layout: Layout,
  signal: AbortSignal,
  onDescribed: (count: number) => void,
): Promise<readonly BatchFile[]> {
  const described = new Map(files.map((file) => [file.id, file]));
  let count = 0;
  for await (const { job, outcome } of pool.deidentify(describedJobs(files), signal)) {
    const { id } = job.input;
    const before = described.get(id);
    // A file that is not what it was keeps its name: saving finds out what became of it.
    if (before?.outcome?.kind === 'deidentified' && outcome.kind === 'deidentified' && outcome.facts)
      described.set(id, { ...before, outcome: { ...before.outcome, facts: outcome.facts } });
    onDescribed(++count);
  }
  signal.throwIfAborted();
  return withLayout([...described.values()], layout);
}

function* describedJobs(files: readonly BatchFile[]): Generator<Job> {
  for (const file of files) {
    const job = jobOf(file);
    if (job !== null) yield { ...job, describesOutput: true };
  }
}
