import type { KnownPatients } from '../pipeline/patients/patients-for.ts';
import { parsePatientTable } from '../profile/parse-patient-table.ts';
import type { Profile } from '../profile/profile.ts';

/**
 * Rows of a caller's CSV table, as docs/profile-format.md describes it.
 * @throws TypeError that lists the lines that are wrong; it quotes no value
 */
export function readPatientTable(csv: string | Uint8Array | undefined, { patients }: Profile): KnownPatients['rows'] {
  if (csv === undefined) {
    if (patients.kind === 'lookup') throw new TypeError('This profile takes new patient IDs from a table: give one.');
    return [];
  }
  const parsed = parsePatientTable(typeof csv === 'string' ? new TextEncoder().encode(csv) : csv);
  if (parsed.kind === 'table') return parsed.patients;
  const lines = parsed.problems.map(({ line, message }) => `Line ${line}: ${message}`);
  throw new TypeError(`The patient table cannot be used.\n${lines.join('\n')}`);
}
