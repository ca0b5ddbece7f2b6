import type { PatientEntry } from '../../deidentify/context.ts';
import type { PatientRow } from '../../profile/patient-table/read-patient-row.ts';
import { isDate } from '../../profile/value-problem.ts';
import type { FileSummary } from '../contracts/file-outcome.ts';

type Facts = Pick<FileSummary, 'patientId' | 'studyDate'>;

/**
 * Makes a table ready for the workers: each row gets the earliest Study Date of its patient in the batch, from which an
 * anchor date is counted. Old IDs with the same new ID are one patient.
 */
export function listPatients(rows: readonly PatientRow[], summaries: readonly Facts[]): readonly PatientEntry[] {
  const byOldId = firstStudyDates(summaries);
  const byNewId = new Map<string, string>();
  for (const { oldId, newId } of rows) {
    const first = earlier(byNewId.get(newId), byOldId.get(oldId));
    if (first !== undefined) byNewId.set(newId, first);
  }
  return rows.map(({ oldId, newId, newName, anchorDate }) => ({
    oldId,
    newId,
    newName,
    anchorDate,
    firstStudyDate: byNewId.get(newId) ?? null,
  }));
}

/** The earliest valid Study Date of each Patient ID, as YYYYMMDD. */
export function firstStudyDates(summaries: readonly Facts[]): ReadonlyMap<string, string> {
  const dates = new Map<string, string>();
  let last: Facts | null = null;
  for (const facts of summaries) {
    const { patientId, studyDate } = facts;
    // Files of one study mostly come one behind the other and say the same.
    if (last?.patientId === patientId && last.studyDate === studyDate) continue;
    last = facts;
    // Versions of the standard before 3.0 wrote YYYY.MM.DD (PS3.5 6.2).
    const plain = studyDate.replace(/^(\d{4})\.(\d\d)\.(\d\d)$/, '$1$2$3');
    if (isDate(plain)) dates.set(patientId, earlier(dates.get(patientId), plain) ?? plain);
  }
  return dates;
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
