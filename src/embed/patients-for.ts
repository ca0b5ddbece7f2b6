import type { WorkerSettings } from '../pipeline/deidentify.protocol.ts';
import { listPatients } from '../pipeline/list-patients.ts';
import { numberPatients } from '../pipeline/number-patients.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import { parsePatientTable } from '../profile/parse-patient-table.ts';
import type { Profile } from '../profile/profile.ts';

export type PatientRows = Parameters<typeof listPatients>[0];

/**
 * Rows of a caller's CSV table, as docs/profile-format.md describes it.
 * @throws TypeError that lists the lines that are wrong; it quotes no value
 */
export function readPatientTable(csv: string | Uint8Array | undefined, { patients }: Profile): PatientRows {
  if (csv === undefined) {
    if (patients.kind === 'lookup') throw new TypeError('This profile takes new patient IDs from a table: give one.');
    return [];
  }
  const parsed = parsePatientTable(typeof csv === 'string' ? new TextEncoder().encode(csv) : csv);
  if (parsed.kind === 'table') return parsed.patients;
  const lines = parsed.problems.map(({ line, message }) => `Line ${line}: ${message}`);
  throw new TypeError(`The patient table cannot be used.\n${lines.join('\n')}`);
}

/** What the workers are told of patients: nothing under the keyed scheme. */
export function patientsFor(
  { patients: scheme }: Profile,
  rows: PatientRows,
  files: readonly BatchFile[],
): WorkerSettings['patients'] {
  const summaries = files.flatMap(({ scan }) => (scan.kind === 'dicom' ? [scan.summary] : []));
  switch (scheme.kind) {
    case 'keyed':
      return null;
    case 'running':
      return numberPatients(summaries, scheme, []);
    case 'lookup':
      return listPatients(rows, summaries);
  }
}
