import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';

/** Digits of a study's new UID that tell sessions of one subject apart. */
const sessionDigits = 16;

/** Labels of a subject and a session in XNAT, from new identifiers only. XNAT takes letters, digits, `_` and `-`. */
export function sessionLabels({ patientId, studyInstanceUid }: NewIdentifiers) {
  const study = studyInstanceUid.replace(/\D/g, '').slice(-sessionDigits);
  const patient = patientId.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^_+|_+$/g, '');
  const subject = patient === '' ? `study_${study}` : patient.slice(0, 64);
  return { subject, session: `${subject}_${study}` };
}
