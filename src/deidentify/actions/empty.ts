import type { DicomError } from '../../dicom/dicom-error.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { replacePatient } from './replace-patient.ts';

const nothing = new Uint8Array(0);

/**
 * Z: zero length, a sequence without items (PS3.15 E.1). Patient ID and Patient's Name get the pseudonym instead, which Z
 * allows as a dummy: an empty ID would part the studies of one patient.
 */
export function empty(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, tag } = subject;
  if (tag === tags.patientId || tag === tags.patientName) return replacePatient(subject, run);
  if (dataset.elements.valueLengths[element] === 0) {
    return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: false };
  }
  return {
    kind: 'acted',
    edit: { kind: 'replace', element, value: nothing },
    effect: 'emptied',
    after: '',
    entersItems: false,
  };
}
