import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { Patient } from '../derived/study-nodes.ts';
import { addTotals, countStandings, nothingForetold, type OutcomeCounts } from '../outcomes.ts';

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
  const grouped = addTotals(patients);
  const others = grouped.files === scanned.length ? [] : scanned.filter(({ scan }) => scan.kind !== 'dicom');
  const settled = { files: 0, sizeBytes: 0, waiting: 0, counts: countStandings(others, nothingForetold) };
  const { counts: standings, waiting } = addTotals([grouped, settled]);
  return { standings, isForetold: waiting === 0 };
}
