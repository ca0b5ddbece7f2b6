import { formatTag } from '../dicom/tag.ts';
import type { PatientScheme } from '../profile/profile.ts';
import type { Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { tags } from './tags.ts';

/** What one patient is called in the output. */
export type NewPatient = {
  readonly id: string;
  readonly name: string;
  /** False when the scheme has no ID for the patient: the keyed one stands in, and the file is held. */
  readonly isListed: boolean;
};

const keyedPrefix = 'N-';

/**
 * The new ID and name of a patient. A row of the table, or of the running numbers, comes first; without one the keyed
 * code stands in. A patient without Patient ID has nothing to be listed by: running numbers leave such a patient to the
 * keyed code, a table does not.
 * @param patientId trimmed; @param patientKey of `patientKeyOf`.
 */
export function newPatientOf(
  patientId: string,
  patientKey: string,
  { rules, patients }: Pick<DeidentifyContext, 'rules' | 'patients'>,
  pseudonyms: Pseudonyms,
): NewPatient {
  const scheme = rules.profile.patients;
  const entry = patientId === '' ? undefined : patients?.get(patientId);
  if (entry) return { id: entry.newId, name: entry.newName ?? entry.newId, isListed: true };
  const id = `${prefixOf(scheme)}${pseudonyms.patientCode(patientKey)}`;
  return { id, name: id, isListed: scheme.kind === 'keyed' || (scheme.kind === 'running' && patientId === '') };
}

/** The hold of a file whose patient has no new ID. A person cannot release it: it would go out under a code of no table. */
export function unlistedPatient({ isListed }: NewPatient, scheme: PatientScheme): readonly Hold[] {
  if (isListed) return [];
  const reason =
    scheme.kind === 'lookup'
      ? 'No patient table in use has a row for the Patient ID of this file. Load a table that has one; a table with a problem is not used.'
      : 'This patient has no number yet. Number the patients of the batch, then run it again.';
  return [{ kind: 'patient-not-listed', reason, isReleasable: false, path: formatTag(tags.patientId) }];
}

function prefixOf(scheme: PatientScheme): string {
  return scheme.kind === 'lookup' ? keyedPrefix : scheme.prefix;
}
