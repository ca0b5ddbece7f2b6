import type { WorkerSettings } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { findUnlistedPatients } from '../../../pipeline/patients/find-unlisted-patients.ts';
import { numberPatients } from '../../../pipeline/patients/number-patients.ts';
import { type KnownPatients, patientsFor, summariesOf } from '../../../pipeline/patients/patients-for.ts';
import type { BatchState, PatientTable, RunningNumbers } from '../batch-state.ts';
import type { Patient } from './study-nodes.ts';

/** Rows of a table that was read; a table that was refused has none. */
export function rowsOf(table: PatientTable | null): KnownPatients['rows'] {
  return table?.parsed.kind === 'table' ? table.parsed.patients : [];
}

/** What the workers are told of the batch's patients. */
export function patientsOf({ profile, patientTable, runningNumbers, files }: BatchState): WorkerSettings['patients'] {
  const known = { rows: rowsOf(patientTable), numbers: runningNumbers?.entries ?? [] };
  return patientsFor(profile.patients, known, files);
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
  const entries = numberPatients(
    summariesOf(state.files),
    scheme,
    isSame ? before.entries : [],
    state.projectKey.bytes,
  );
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
