import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { addTotals, countStandings, nothingForetold, type OutcomeCounts } from '../outcomes.ts';
import type { Patient } from './study-nodes.ts';

/** What becomes of the files of a batch as things stand. */
type TreeCounts = {
  readonly standings: OutcomeCounts;
  /** True when no file waits for its plan. */
  readonly isForetold: boolean;
};

/**
 * `countStandings` and `isForetold` of all files, from the tree that has their sums already.
 * @param scanned files whose scans are those of the batch; what is no DICOM file is what its scan says
 */
export function countTree(patients: readonly Patient[], scanned: readonly BatchFile[]): TreeCounts {
  const { counts, files, waiting } = addTotals(patients);
  const others = files === scanned.length ? [] : scanned.filter(({ scan }) => scan.kind !== 'dicom');
  const settled = countStandings(others, nothingForetold);
  const standings = {
    ready: counts.ready + settled.ready,
    deidentified: counts.deidentified + settled.deidentified,
    held: counts.held + settled.held,
    skipped: counts.skipped + settled.skipped,
    failed: counts.failed + settled.failed,
  };
  return { standings, isForetold: waiting === 0 };
}
