import { jobsOf } from '../batch/job-of.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { Pool } from '../contracts/pool.ts';
import { summariesOf } from '../patients/patients-for.ts';
import { createRemainingList } from './remaining-list.ts';
import type { RemainingRow } from './remaining-values.ts';

export type ListedRemains = {
  /** In the order in which they should be read. */
  readonly rows: readonly RemainingRow[];
  /** Outputs that were looked at; with less than `total` the list is not whole. */
  readonly looked: number;
  readonly total: number;
};

/**
 * Every value that would stand in the outputs of a decided batch: a third pass.
 * @throws the signal's reason when it aborts
 */
export async function listRemaining(
  pool: Pick<Pool, 'survey'>,
  files: readonly BatchFile[],
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ListedRemains> {
  const list = await createRemainingList(summariesOf(files));
  const outputs = files.filter(({ outcome, content }) => outcome?.kind === 'deidentified' && content !== null);
  for await (const part of pool.survey('remaining', jobsOf(outputs), signal)) {
    list.add(part);
    const { files: read, unread } = list.counts();
    onProgress(read + unread, outputs.length);
  }
  signal.throwIfAborted();
  return { rows: await list.rows(), looked: list.counts().files, total: outputs.length };
}
