import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../pipeline/contracts/file-outcome.ts';

/** What became of a file: its outcome, or what the first look at it settled. Every file has exactly one. */
export function outcomeOf(file: BatchFile): FileOutcome {
  if (file.outcome) return file.outcome;
  if (file.scan.kind !== 'dicom') return file.scan;
  return { kind: 'skipped', code: 'cancelled', reason: 'The run ended before this file.' };
}
