import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { OutputPath } from '../pipeline/contracts/file-outcome.ts';
import type { FileMark, JournalEntry } from './journal.ts';

/** A file of the batch, as far as resuming is concerned. */
export type ResumeFile = {
  readonly id: number;
  readonly mark: FileMark;
  /** Where it goes now; null when it may not be exported. */
  readonly outputPath: OutputPath | null;
  /** Held: a person has not decided about it, or no longer. */
  readonly isWaiting: boolean;
};

/** @param file as it goes out, under the name of its layout */
export function resumeFile({ id, outcome }: BatchFile, mark: FileMark): ResumeFile {
  const outputPath = outcome?.kind === 'deidentified' ? outcome.outputPath : null;
  return { id, mark, outputPath, isWaiting: outcome?.kind === 'held' };
}

export type ResumePlan = {
  /** Files that need not be written again, with their paths. */
  readonly finished: ReadonlyMap<number, OutputPath>;
  /** Outputs of inputs that have changed since, or go elsewhere or nowhere now; they go before anything is written. */
  readonly stale: readonly OutputPath[];
  /** Finished outputs whose inputs are not in this batch: they stay, and nothing may take their paths. */
  readonly foreign: readonly OutputPath[];
  /** Outputs of inputs that wait for a decision now, as after a reload, which forgets decisions: nobody has said that they go. */
  readonly waiting: readonly OutputPath[];
};

/**
 * What is left of a broken-off save. A file is passed over when the journal has it in this very state and the folder still
 * has the output in full size; everything else is written again.
 * @param sizeOf bytes of an output in the folder; null when it is not there
 */
export function planResume(
  files: readonly ResumeFile[],
  entries: readonly JournalEntry[],
  sizeOf: (path: OutputPath) => number | null,
): ResumePlan {
  const open = new Map(entries.map((entry) => [entry.file, entry]));
  const finished = new Map<number, OutputPath>();
  const stale: OutputPath[] = [];
  const waiting: OutputPath[] = [];
  for (const { id, mark, outputPath, isWaiting } of files) {
    const entry = open.get(mark.file);
    if (entry === undefined) continue;
    open.delete(mark.file);
    if (isWaiting) waiting.push(entry.outputPath);
    else if (entry.version !== mark.version || entry.outputPath !== outputPath) stale.push(entry.outputPath);
    else if (sizeOf(entry.outputPath) === entry.sizeBytes) finished.set(id, entry.outputPath);
  }
  const foreign = [...open.values()].map(({ outputPath }) => outputPath);
  // After a second interruption, what is stale may name a path that another input has been given since.
  const kept = new Set([...finished.values(), ...foreign, ...waiting]);
  return { finished, stale: stale.filter((path) => !kept.has(path)), foreign, waiting };
}
