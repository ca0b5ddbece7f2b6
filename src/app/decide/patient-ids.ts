import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';

/** The Patient IDs (0010,0020) of the files of an entry, once each, as a table has to name them; '' where a file has none. */
export function patientIdsOf({ files }: Pick<WaitingEntry, 'files'>): readonly string[] {
  const ids = files.flatMap(({ scan }) => (scan.kind === 'dicom' ? [scan.summary.patientId.trim()] : []));
  return [...new Set(ids)];
}
