import type { FileSummary } from '../contracts/file-outcome.ts';

/** Key of the series a file belongs to, the same as in the tree of the page. */
export function seriesKeyOf(summary: FileSummary): string {
  return `${summary.patientKey} ${summary.studyInstanceUid} ${summary.seriesInstanceUid}`;
}
