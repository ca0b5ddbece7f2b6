import type { Job } from './deidentify.protocol.ts';
import type { BatchFile } from './run-batch.ts';

/**
 * What a worker is told of a file: its bytes, the person's decision, and what an earlier pass found. @returns null when
 * the bytes are not at hand.
 */
export function jobOf({ id, path, content, outcome, release }: BatchFile): Job | null {
  if (content === null) return null;
  const fragments = outcome?.kind === 'deidentified' ? outcome.fragments : undefined;
  return { input: { id, path, content }, release, ...(fragments && { fragments }) };
}

/** Made when their turn comes: a list of them all would be as large as that of the files. */
export function* jobsOf(files: Iterable<BatchFile>): Generator<Job> {
  for (const file of files) {
    const job = jobOf(file);
    if (job !== null) yield job;
  }
}
