import { fromSpreadsheetText } from '../spreadsheet-text.ts';
import { isDate } from '../value-problem.ts';
import type { TableRecord } from './read-delimited.ts';
import type { TableColumns } from './table-columns.ts';

/** One patient of a table that the user brings. */
export type PatientRow = {
  /** Trimmed Patient ID of the originals. */
  readonly oldId: string;
  readonly newId: string;
  /** The new Patient's Name; null: the new ID. */
  readonly newName: string | null;
  readonly site: string | null;
  /** YYYYMMDD: where this patient's earliest study date moves under modified dates. */
  readonly anchorDate: string | null;
};

/** Reads one record. `note` takes what is wrong with it; none of it quotes a value. */
export function readPatientRow(
  { cells }: TableRecord,
  { at }: TableColumns,
  note: (message: string) => void,
): PatientRow | null {
  const cellOf = (name: 'id_old' | 'id_new' | 'name' | 'site' | 'anchor_date') =>
    fromSpreadsheetText(cells[at.get(name) ?? -1] ?? '');
  const oldId = cellOf('id_old');
  const newId = cellOf('id_new');
  const newName = cellOf('name') || null;
  const anchor = cellOf('anchor_date');
  const anchorDate = anchor === '' ? null : plainDate(anchor);
  const faults = [
    oldId === '' ? 'The old ID is empty.' : null,
    idProblem(newId),
    oldId !== '' && oldId === newId ? 'Old and new ID are the same: the files would keep the ID of the patient.' : null,
    newName === null ? null : nameProblem(newName),
    anchor !== '' && anchorDate === null ? 'The anchor date is no date: write YYYY-MM-DD or YYYYMMDD.' : null,
  ].filter((fault) => fault !== null);
  for (const fault of faults) note(fault);
  return faults.length > 0 ? null : { oldId, newId, newName, site: cellOf('site') || null, anchorDate };
}

/** LO and PN may hold neither (PS3.5 6.2). */
const forbidden = /[\\\p{Cc}]/u;

function idProblem(newId: string): string | null {
  if (newId === '') return 'The new ID is empty.';
  if (newId.length > 64) return 'The new ID is longer than the 64 characters that Patient ID can hold.';
  return forbidden.test(newId)
    ? 'The new ID has a backslash or a control character, which Patient ID cannot hold.'
    : null;
}

function nameProblem(newName: string): string | null {
  const groups = newName.split('=');
  const isName = groups.length <= 3 && groups.every((group) => group.length <= 64) && !forbidden.test(newName);
  return isName ? null : "The name is not one that Patient's Name can hold: at most 64 characters, no backslash.";
}

function plainDate(text: string): string | null {
  const digits = text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3');
  return isDate(digits) ? digits : null;
}
