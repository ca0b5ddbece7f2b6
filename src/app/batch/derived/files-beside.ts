import { isDecidedAgain } from '../../../pipeline/batch/instance-groups.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch-state.ts';
import { isCopy } from '../outcomes.ts';
import { findFile } from './find-file.ts';

/**
 * Files of the same SOP Instance UID (0008,0018) as these. When these are left out or put back, their outcomes may change.
 * Most instances are there once, so that there are none.
 */
export function filesBeside({ files, leftOut }: BatchState, ids: readonly number[]): ReadonlySet<number> {
  const byUid = new Map<string, BatchFile[]>();
  for (const id of ids) {
    const file = findFile(files, id);
    if (file?.scan.kind === 'dicom' && mayMatter(leftOut, file)) byUid.set(file.scan.summary.sopInstanceUid, []);
  }
  if (byUid.size === 0) return new Set();
  for (const file of files) {
    if (file.scan.kind === 'dicom') byUid.get(file.scan.summary.sopInstanceUid)?.push(file);
  }
  const several = [...byUid.values()].filter(({ length }) => length > 1);
  return new Set(several.flat().flatMap((file) => (isDecidedAgain(file) ? [file.id] : [])));
}

/** A file that was left out matters where it was put out before, or kept another from that; a copy did neither. */
function mayMatter(leftOut: BatchState['leftOut'], file: BatchFile): boolean {
  const before = leftOut.get(file.id);
  return before === undefined || (before !== null && isDecidedAgain({ ...file, outcome: before }) && !isCopy(before));
}
