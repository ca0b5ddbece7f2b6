import type { PatientEntry } from '../deidentify/context.ts';
import type { PatientScheme } from '../profile/profile.ts';
import type { FileSummary } from './file-outcome.ts';
import { firstStudyDates } from './list-patients.ts';

/**
 * Running numbers for the patients of a batch, in order of first appearance. Patients that have one keep it, and new ones
 * go on after the highest. A number that would repeat any old or new ID is passed over, as nobody could tell them apart.
 * Files without Patient ID get none.
 * @param summaries in order of adding
 * @param existing what was given out before in this project
 */
export function numberPatients(
  summaries: readonly Pick<FileSummary, 'patientId' | 'studyDate'>[],
  { prefix, digits }: Extract<PatientScheme, { kind: 'running' }>,
  existing: readonly PatientEntry[],
): readonly PatientEntry[] {
  const firstDates = firstStudyDates(summaries);
  const listed = new Set(existing.map(({ oldId }) => oldId));
  const found = new Set(summaries.map(({ patientId }) => patientId).filter((id) => id !== ''));
  const taken = new Set([...listed, ...found, ...existing.map(({ newId }) => newId)]);
  let number = existing.reduce((highest, { newId }) => Math.max(highest, numberOf(newId, prefix)), 0);
  const added = [...found]
    .filter((oldId) => !listed.has(oldId))
    .map((oldId): PatientEntry => {
      let newId: string;
      do {
        number += 1;
        newId = `${prefix}${String(number).padStart(digits, '0')}`;
      } while (taken.has(newId));
      return { oldId, newId, newName: null, anchorDate: null, firstStudyDate: firstDates.get(oldId) ?? null };
    });
  return [...existing, ...added];
}

/** @returns 0 for IDs of another form. */
function numberOf(newId: string, prefix: string): number {
  const rest = newId.startsWith(prefix) ? newId.slice(prefix.length) : '';
  return /^\d{1,15}$/.test(rest) ? Number(rest) : 0;
}
