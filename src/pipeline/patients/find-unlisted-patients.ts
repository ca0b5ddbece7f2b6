import type { PatientEntry } from '../../deidentify/context.ts';
import type { FileSummary } from '../contracts/file-outcome.ts';

/** Patient IDs of a batch that a table has no row for, each once, in order of appearance; '' for files without one. */
export function findUnlistedPatients(
  summaries: readonly Pick<FileSummary, 'patientId'>[],
  patients: readonly Pick<PatientEntry, 'oldId'>[],
): readonly string[] {
  const listed = new Set(patients.map(({ oldId }) => oldId));
  return [...new Set(summaries.map(({ patientId }) => patientId))].filter((id) => !listed.has(id));
}
