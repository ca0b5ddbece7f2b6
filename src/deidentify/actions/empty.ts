import type { DicomError } from '../../dicom/dicom-error.ts';
import { keyedKindOf, roiName } from '../keyed-names/keyed-attributes.ts';
import { numberBeside } from '../keyed-names/number-beside.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { replacePatient } from './replace-patient.ts';
import { replaceText } from './replace-text.ts';

const nothing = new Uint8Array(0);

/**
 * Z: zero length, a sequence without items (PS3.15 E.1). Patient ID and Patient's Name get the pseudonym instead, which Z
 * allows as a dummy: an empty ID would part the studies of one patient. ROI Name gets the number of its structure, as
 * programs that read structure sets fail on an empty one.
 */
export function empty(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, tag } = subject;
  if (tag === tags.patientId || tag === tags.patientName) return replacePatient(subject, run);
  if (dataset.elements.valueLengths[element] === 0) {
    return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: false };
  }
  const kind = tag === roiName ? keyedKindOf(tag) : null;
  if (kind) return replaceText(subject, [`${kind.noun} ${numberBeside(dataset, element, kind)}`]);
  return {
    kind: 'acted',
    edit: { kind: 'replace', element, value: nothing },
    effect: 'emptied',
    after: '',
    entersItems: false,
  };
}
