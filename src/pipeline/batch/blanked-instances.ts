import type { BatchFile } from '../contracts/batch-file.ts';

/**
 * SOP Instance UIDs of the files of a batch whose images, or whose page, are blanked, by a decision or by the profile. Workers are told them
 * before anything is decided: where UIDs are kept, these are not, and neither are references to them.
 */
export function blankedInstancesOf(files: readonly BatchFile[]): readonly string[] {
  const uids = new Set<string>();
  for (const { scan, redaction, document } of files) {
    if (scan.kind !== 'dicom' || (redaction === undefined && document === undefined && !scan.isBlanked)) continue;
    if (scan.summary.sopInstanceUid !== '') uids.add(scan.summary.sopInstanceUid);
  }
  return [...uids];
}
