import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';

/** New studies and their files. A UID that the profile keeps is an original: such a study is not named. */
export function tellStudies(
  handed: readonly NewIdentifiers[],
  files: readonly BatchFile[],
): readonly { readonly studyInstanceUid: string; readonly files: number }[] {
  const originals = new Set(files.map(({ scan }) => (scan.kind === 'dicom' ? scan.summary.studyInstanceUid : '')));
  const studies = new Map<string, number>();
  for (const { studyInstanceUid } of handed) {
    if (!originals.has(studyInstanceUid)) studies.set(studyInstanceUid, (studies.get(studyInstanceUid) ?? 0) + 1);
  }
  return [...studies].map(([studyInstanceUid, count]) => ({ studyInstanceUid, files: count }));
}
