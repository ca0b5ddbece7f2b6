import type { PatientRow } from '../profile/patient-table/read-patient-row.ts';
import { csvRow } from './csv.ts';

/**
 * A table of patients to be filled in, as `parsePatientTable` reads it: every Patient ID of some files, and every row that is there
 * already. Files without a Patient ID are in no table. A row that is not filled in is refused when the table is read.
 */
export function patientTableCsv(
  summaries: Iterable<{ readonly patientId: string }>,
  rows: readonly PatientRow[],
): string {
  const byOldId = new Map<string, Partial<PatientRow>>();
  for (const { patientId } of summaries) if (patientId !== '') byOldId.set(patientId, {});
  for (const row of rows) byOldId.set(row.oldId, row);
  const others = columns.filter(({ cellOf }) => rows.some((row) => cellOf(row) !== ''));
  const lines = [...byOldId].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    csvRow(['id_old', 'id_new', ...others.map(({ name }) => name)]),
    ...lines.map(([oldId, row]) => csvRow([oldId, row.newId ?? '', ...others.map(({ cellOf }) => cellOf(row))])),
  ].join('');
}

/** Only where a row has something in them: an empty column of names would announce names. */
const columns: readonly { readonly name: string; readonly cellOf: (row: Partial<PatientRow>) => string }[] = [
  { name: 'name', cellOf: ({ newName }) => newName ?? '' },
  { name: 'site', cellOf: ({ site }) => site ?? '' },
  { name: 'anchor_date', cellOf: ({ anchorDate }) => anchorDate ?? '' },
];
