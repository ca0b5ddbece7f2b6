import type { WorkerSettings } from '../pipeline/deidentify.protocol.ts';
import type { FileSummary } from '../pipeline/file-outcome.ts';
import { findUnlistedPatients } from '../pipeline/find-unlisted-patients.ts';
import { listPatients } from '../pipeline/list-patients.ts';
import { numberPatients } from '../pipeline/number-patients.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { BatchState, PatientTable, RunningNumbers } from './batch-state.ts';
import type { Patient } from './study-nodes.ts';

type PatientRows = Parameters<typeof listPatients>[0];

/** Rows of a table that was read; a table that was refused has none. */
export function rowsOf(table: PatientTable | null): PatientRows {
  return table?.parsed.kind === 'table' ? table.parsed.patients : [];
}

/** What the workers are told of patients: nothing under the keyed scheme. */
export function patientsFor(state: BatchState): WorkerSettings['patients'] {
  switch (state.profile.patients.kind) {
    case 'running':
      return state.runningNumbers?.entries ?? [];
    case 'lookup':
      return listPatients(rowsOf(state.patientTable), summariesOf(state.files));
    default:
      return null;
  }
}

/** Gives numbers to patients who have none. Numbers already given out stay, also while another scheme is chosen. */
export function numberBatch(state: BatchState): BatchState {
  const scheme = state.profile.patients;
  if (scheme.kind !== 'running') {
    return state;
  }
  const { prefix, digits } = scheme;
  const before = state.runningNumbers;
  const isSame = before?.prefix === prefix && before.digits === digits;
  const entries = numberPatients(summariesOf(state.files), scheme, isSame ? before.entries : []);
  const runningNumbers: RunningNumbers = { prefix, digits, entries };
  return { ...state, runningNumbers };
}

/** Patients of the batch that the table does not name; their files are held. */
export function unmatchedPatients(patients: readonly Patient[], table: PatientTable | null): readonly Patient[] {
  const unlisted = new Set(
    findUnlistedPatients(
      patients.map(({ id }) => ({ patientId: id })),
      rowsOf(table),
    ),
  );
  return patients.filter(({ id }) => unlisted.has(id));
}

export function summariesOf(files: readonly BatchFile[]): readonly FileSummary[] {
  const summaries: FileSummary[] = [];
  for (const { scan } of files) {
    if (scan.kind === 'dicom') {
      summaries.push(scan.summary);
    }
  }
  return summaries;
}
