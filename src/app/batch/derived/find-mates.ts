import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { findFile } from './find-file.ts';

/**
 * Files of an instance that is there more than once, by SOP Instance UID (0008,0018), where one of these files is of it. Most
 * instances are there once, so that there are none.
 */
export function matesOf(files: readonly BatchFile[], ids: readonly number[]): ReadonlySet<number> {
  const byUid = new Map<string, number[]>();
  for (const one of ids) {
    const scan = findFile(files, one)?.scan;
    if (scan?.kind === 'dicom') byUid.set(scan.summary.sopInstanceUid, []);
  }
  for (const { id, scan } of files) {
    if (scan.kind === 'dicom') byUid.get(scan.summary.sopInstanceUid)?.push(id);
  }
  return new Set([...byUid.values()].filter(({ length }) => length > 1).flat());
}
