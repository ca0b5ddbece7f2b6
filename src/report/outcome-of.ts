import type { FileOutcome } from '../pipeline/file-outcome.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';

/** What became of a file: its outcome, or what the first look at it settled. Every file has exactly one. */
export function outcomeOf(file: BatchFile): FileOutcome {
  if (file.outcome) return file.outcome;
  if (file.scan.kind !== 'dicom') return file.scan;
  return { kind: 'skipped', code: 'cancelled', reason: 'The run ended before this file.' };
}
