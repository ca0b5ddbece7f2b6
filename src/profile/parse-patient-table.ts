import { decodeTable, type TableEncoding } from './patient-table/decode-table.ts';
import { readDelimited, type Separator, type TableRecord } from './patient-table/read-delimited.ts';
import { type PatientRow, readPatientRow } from './patient-table/read-patient-row.ts';
import { alsoKnownAs, readColumns, type TableColumns } from './patient-table/table-columns.ts';

/** Something about one line of the table. It never quotes a value. */
type TableNote = { readonly line: number; readonly message: string };

/** How the file was understood, said to the user either way. */
type Understood = { readonly encoding: TableEncoding; readonly separator: Separator };

export type ParsedPatientTable =
  | ({
      readonly kind: 'table';
      readonly patients: readonly PatientRow[];
      readonly warnings: readonly TableNote[];
    } & Understood)
  | ({ readonly kind: 'refused'; readonly problems: readonly TableNote[] } & Understood);

/**
 * Reads a table of patients: one line of column names, then one patient a line with the old ID, the new ID and, where
 * wanted, a new name, a site and an anchor date. A crosswalk of an earlier run is such a table.
 *
 * A table with a single problem is refused as a whole: a patient who is left out or mixed up would be noticed too late.
 * @see docs/profile-format.md
 */
export function parsePatientTable(bytes: Uint8Array): ParsedPatientTable {
  const { text, encoding } = decodeTable(bytes);
  const { separator, records, openQuoteLine } = readDelimited(text);
  const understood = { encoding, separator };
  const [header, ...body] = records;
  const columns = readColumns(header?.cells ?? []);
  const problems = [
    ...(openQuoteLine === null ? [] : [{ line: openQuoteLine, message: 'A quote that opens here is never closed.' }]),
    ...headerProblems(columns, header?.line ?? 1),
  ];
  if (problems.length > 0) return { kind: 'refused', problems, ...understood };
  const patients = new Map<string, Listed>();
  const warnings: TableNote[] = headerWarnings(columns, header?.line ?? 1);
  for (const record of body) {
    const { line, cells } = record;
    if (cells.length > (header?.cells.length ?? 0)) {
      problems.push({
        line,
        message: 'The line has more cells than the header: put values with separators in quotes.',
      });
      continue;
    }
    if (columns.at.has('kind') && !isCrosswalkPatient(record, columns)) continue;
    const row = readPatientRow(record, columns, (message) => problems.push({ line, message }));
    if (row !== null) listPatient({ line, row }, patients, { problems, warnings });
  }
  if (problems.length === 0 && patients.size === 0) problems.push({ line: 1, message: 'The table lists no patient.' });
  if (problems.length > 0) return { kind: 'refused', problems, ...understood };
  const listed = [...patients.values()];
  warnings.push(...relationWarnings(listed), ...leakWarnings(listed), ...characterWarnings(listed));
  return { kind: 'table', patients: listed.map(({ row }) => row), warnings, ...understood };
}

type Listed = { readonly line: number; readonly row: PatientRow };
type Notes = { readonly problems: TableNote[]; readonly warnings: TableNote[] };

function headerProblems({ at, repeated }: TableColumns, line: number): TableNote[] {
  const missing = (['id_old', 'id_new'] as const).filter((name) => !at.has(name));
  return [
    ...missing.map((name) => ({
      line,
      message: `No column ${name} (also read: ${alsoKnownAs[name]}). The first line names the columns: id_old, id_new.`,
    })),
    ...repeated.map((n) => ({ line, message: `Column ${n} has the meaning of an earlier one. Remove one of them.` })),
  ];
}

function headerWarnings({ at, unknown }: TableColumns, line: number): TableNote[] {
  return [
    ...unknown.map((n) => ({ line, message: `Column ${n} is not one that is known here, and is passed over.` })),
    ...(at.has('name') ? [{ line, message: 'The names of the table are written into the files as they are.' }] : []),
  ];
}

/** A crosswalk also lists UIDs, and patients whose files have no Patient ID: those cannot be looked up. */
function isCrosswalkPatient({ cells }: TableRecord, { at }: TableColumns): boolean {
  return cells[at.get('kind') ?? -1] === 'patient' && cells[at.get('id_old') ?? -1] !== '';
}

function listPatient(entry: Listed, patients: Map<string, Listed>, { problems, warnings }: Notes): void {
  const { line, row } = entry;
  const before = patients.get(row.oldId);
  if (before === undefined) {
    patients.set(row.oldId, entry);
  } else if (JSON.stringify(before.row) === JSON.stringify(row)) {
    warnings.push({ line, message: `Repeats line ${before.line}.` });
  } else {
    problems.push({ line, message: `Has the old ID of line ${before.line} and says something else of it.` });
  }
}

function relationWarnings(listed: readonly Listed[]): readonly TableNote[] {
  const byNewId = new Map<string, number>();
  const oldIds = new Set(listed.map(({ row }) => row.oldId));
  return listed.flatMap(({ line, row: { newId } }) => {
    const notes: TableNote[] = [];
    const before = byNewId.get(newId);
    if (before === undefined) byNewId.set(newId, line);
    else notes.push({ line, message: `Has the new ID of line ${before}: the two become one patient.` });
    if (oldIds.has(newId)) notes.push({ line, message: 'The new ID is the old ID of another patient of the table.' });
    return notes;
  });
}

/** Shorter IDs stand in other texts by chance. */
const shortestLeak = 3;

function leakWarnings(listed: readonly Listed[]): readonly TableNote[] {
  return listed
    .filter(
      ({ row: { oldId, newId, newName } }) => oldId.length >= shortestLeak && `${newId}\n${newName}`.includes(oldId),
    )
    .map(({ line }) => ({
      line,
      message: 'The new ID or name contains the old ID, so the files would still tell it.',
    }));
}

function characterWarnings(listed: readonly Listed[]): readonly TableNote[] {
  return listed
    .filter(({ row }) => !/^[\x20-\x7e]*$/.test(`${row.newId}${row.newName ?? ''}`))
    .map(({ line }) => ({
      line,
      message: 'The new ID or name has letters beyond A to Z: files whose character set lacks them cannot be written.',
    }));
}
