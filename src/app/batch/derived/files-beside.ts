import { isDecidedAgain } from '../../../pipeline/batch/instance-groups.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch-state.ts';
import { isCopy } from '../outcomes.ts';
import { findFile } from './find-file.ts';
import { sharedInstances } from './shared-instances.ts';

/**
 * Files of the same SOP Instance UID (0008,0018) as these. When these are left out or put back, their outcomes may change.
 * Most instances are there once, so that there are none.
 */
export function filesBeside({ files, leftOut }: BatchState, ids: readonly number[]): ReadonlySet<number> {
  const mattering = ids.filter((id) => {
    const file = findFile(files, id);
    return file !== undefined && mayMatter(leftOut, file);
  });
  return new Set([...matesOf(files, mattering)].filter((id) => isDecidedAgain(findFile(files, id)!)));
}

/**
 * Files of an instance that is there more than once, by SOP Instance UID (0008,0018), where one of these files is of it. Most
 * instances are there once, so that there are none.
 */
export function matesOf(files: readonly BatchFile[], ids: readonly number[]): ReadonlySet<number> {
  const shared = sharedInstances(files);
  const mates = new Set<number>();
  if (shared.size === 0) return mates;
  for (const one of ids) {
    const scan = findFile(files, one)?.scan;
    if (scan?.kind !== 'dicom') continue;
    for (const id of shared.get(scan.summary.sopInstanceUid) ?? []) mates.add(id);
  }
  return mates;
}

/** A file that was left out matters where it was put out before, or kept another from that; a copy did neither. */
function mayMatter(leftOut: BatchState['leftOut'], file: BatchFile): boolean {
  const before = leftOut.get(file.id);
  return before === undefined || (before !== null && isDecidedAgain({ ...file, outcome: before }) && !isCopy(before));
}
