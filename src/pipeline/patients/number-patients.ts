import type { PatientEntry } from '../../deidentify/context.ts';
import { keyedHash, toBase32 } from '../../deidentify/keyed-hash.ts';
import type { PatientScheme } from '../../profile/profile.ts';
import type { FileSummary } from '../contracts/file-outcome.ts';
import { firstStudyDates } from './list-patients.ts';

/**
 * Running numbers for the patients of a batch, in the order of the keyed hash of their Patient ID: the order of the files
 * is often that of names, and must not show. Patients that have a number keep it, and new ones go on after the highest. A
 * number that would repeat any old or new ID is passed over, as nobody could tell them apart. Files without Patient ID
 * get none.
 * @param existing what was given out before in this project
 * @param projectKey 32 secret bytes
 */
export function numberPatients(
  summaries: readonly Pick<FileSummary, 'patientId' | 'studyDate'>[],
  { prefix, digits }: Extract<PatientScheme, { kind: 'running' }>,
  existing: readonly PatientEntry[],
  projectKey: Uint8Array,
): readonly PatientEntry[] {
  const firstDates = firstStudyDates(summaries);
  const listed = new Set(existing.map(({ oldId }) => oldId));
  const found = new Set(summaries.map(({ patientId }) => patientId).filter((id) => id !== ''));
  const taken = new Set([...listed, ...found, ...existing.map(({ newId }) => newId)]);
  let number = existing.reduce((highest, { newId }) => Math.max(highest, numberOf(newId, prefix)), 0);
  const places = [...found]
    .filter((oldId) => !listed.has(oldId))
    .map((oldId) => ({ oldId, place: toBase32(keyedHash(projectKey, 'patient-order', oldId), placeDigits) }));
  const added = places
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ oldId }): PatientEntry => {
      let newId: string;
      do {
        number += 1;
        newId = `${prefix}${String(number).padStart(digits, '0')}`;
      } while (taken.has(newId));
      return { oldId, newId, newName: null, anchorDate: null, firstStudyDate: firstDates.get(oldId) ?? null };
    });
  return [...existing, ...added];
}

/** Digits of five bits: 130 bits, so that no two patients share a place. */
const placeDigits = 26;

/** @returns 0 for IDs of another form. */
function numberOf(newId: string, prefix: string): number {
  const rest = newId.startsWith(prefix) ? newId.slice(prefix.length) : '';
  return /^\d{1,15}$/.test(rest) ? Number(rest) : 0;
}
