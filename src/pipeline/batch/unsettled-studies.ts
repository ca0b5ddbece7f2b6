import type { Profile } from '../../profile/profile.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { FileSummary } from '../contracts/file-outcome.ts';

/**
 * Study Instance UIDs of studies whose files say different starts, where the profile counts times from the start. Workers are
 * told them before anything is decided: intervals between such files would be wrong.
 */
export function unsettledStudiesOf(
  files: readonly BatchFile[],
  { options }: Pick<Profile, 'options'>,
): readonly string[] {
  if (!options.includes('retainRelativeTimes')) return [];
  const starts = new Map<string, string>();
  const unsettled = new Set<string>();
  for (const { scan } of files) {
    const start = scan.kind === 'dicom' ? startOf(scan.summary) : null;
    if (scan.kind !== 'dicom' || start === null) continue;
    const { studyInstanceUid } = scan.summary;
    const before = starts.get(studyInstanceUid);
    if (before === undefined) starts.set(studyInstanceUid, start);
    else if (before !== start) unsettled.add(studyInstanceUid);
  }
  return [...unsettled];
}

/** One text for one moment, however it is written. @returns null where a file says no start, and so counts nothing. */
function startOf({ studyInstanceUid, studyDate, studyTime }: FileSummary): string | null {
  const date = studyDate.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1$2$3');
  const [, clock = '', fraction = ''] = /^(\d{4,6})(?:\.(\d{1,6}))?$/.exec(studyTime.replaceAll(':', '')) ?? [];
  if (studyInstanceUid === '' || !/^\d{8}$/.test(date) || clock === '') return null;
  return `${date} ${clock.padEnd(6, '0')}.${fraction.padEnd(6, '0')}`;
}
