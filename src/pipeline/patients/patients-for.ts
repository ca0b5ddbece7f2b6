import type { PatientEntry } from '../../deidentify/context.ts';
import type { PatientRow } from '../../profile/patient-table/read-patient-row.ts';
import type { PatientScheme } from '../../profile/profile.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { WorkerSettings } from '../contracts/deidentify.protocol.ts';
import type { FileSummary } from '../contracts/file-outcome.ts';
import { listPatients } from './list-patients.ts';

/** What new patient IDs are taken from, beside the key. */
export type KnownPatients = {
  /** Of the patient table; none without one. */
  readonly rows: readonly PatientRow[];
  /** Running numbers that were given out. */
  readonly numbers: readonly PatientEntry[];
};

/** What the workers are told of patients: nothing under the keyed scheme. */
export function patientsFor(
  scheme: PatientScheme,
  { rows, numbers }: KnownPatients,
  files: readonly BatchFile[],
): WorkerSettings['patients'] {
  switch (scheme.kind) {
    case 'keyed':
      return null;
    case 'running':
      return numbers;
    case 'lookup':
      return listPatients(rows, summariesOf(files));
  }
}

/** What the first look found in each file that is DICOM, in order of adding. */
export function summariesOf(files: readonly BatchFile[]): readonly FileSummary[] {
  const summaries: FileSummary[] = [];
  for (const { scan } of files) {
    if (scan.kind === 'dicom') {
      summaries.push(scan.summary);
    }
  }
  return summaries;
}
