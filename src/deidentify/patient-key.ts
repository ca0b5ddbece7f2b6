import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { tags } from './tags.ts';

/** What the patient's pseudonym is derived from. Files of one patient share it. */
export type PatientKey = {
  readonly text: string;
  readonly basis: 'patient-id' | 'name-and-birth-date' | 'study';
};

/**
 * The patient's key: trimmed Patient ID; when that is empty, name and birth date; else the Study Instance UID, which
 * gives a patient one pseudonym for each study. @param usesIssuer takes Issuer of Patient ID (0010,0021) in too.
 */
export function patientKeyOf(dataset: IndexedDataset, usesIssuer: boolean): PatientKey {
  const id = readSingleText(dataset, tags.patientId).trim();
  const issuer = usesIssuer ? readSingleText(dataset, tags.issuerOfPatientId).trim() : '';
  if (id !== '') return { text: patientKeyOfId(id, issuer), basis: 'patient-id' };
  const name = readSingleText(dataset, tags.patientName).trim();
  const birthDate = readSingleText(dataset, tags.patientBirthDate).trim();
  // A birth date alone, or a name alone, is shared by strangers too often to merge their files.
  if (name !== '' && birthDate !== '') return { text: joined('name', name, birthDate), basis: 'name-and-birth-date' };
  return { text: joined('study', readSingleText(dataset, tags.studyInstanceUid).trim()), basis: 'study' };
}

/** The key of a patient who is known by ID only, as in an item that mentions another patient. */
export function patientKeyOfId(id: string, issuer = ''): string {
  return joined('id', id, issuer);
}

/** Lengths first, so that no two lists of fields give the same text. */
function joined(...fields: readonly string[]): string {
  return fields.map((field) => `${field.length}:${field}`).join('');
}
