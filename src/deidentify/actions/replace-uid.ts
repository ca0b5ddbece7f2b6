import { valueBytes } from '../../dicom/dataset-access.ts';
import type { DicomError } from '../../dicom/dicom-error.ts';
import { isText } from '../../dicom/vr.ts';
import { trimmedAscii } from '../ascii.ts';
import type { Run } from '../run.ts';
import { isStandardUid } from '../standard-uid.ts';
import type { ActionResult, Subject } from './action.ts';
import { remove } from './remove.ts';
import { replaceText } from './replace-text.ts';

/**
 * U: every value gets its keyed replacement, so that references stay whole across a project's files; UIDs that the
 * standard itself defines are kept. A sequence under U is entered: the UIDs in it are mapped one by one (PS3.15 E.1).
 */
export function replaceUid(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, isSequence } = subject;
  // A UID by its tag whose element claims to hold numbers: nothing in it can be mapped.
  if (!isSequence && !isText(subject.vr) && subject.vr !== 'UN') return remove(subject);
  if (isSequence) return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: true };
  const bytes = valueBytes(dataset, element);
  // A value too large to be held in memory is no UID; whatever it is, one new UID takes its place.
  const values = bytes === null ? [`${run.patientKey.text}:${element}`] : trimmedAscii(bytes).split('\\');
  const mapped = values.map((value) => mapUid(value.trim(), run));
  if (values.every((value, n) => value.trim() === mapped[n])) {
    return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: false };
  }
  return replaceText({ ...subject, vr: subject.vr === 'UN' ? 'UI' : subject.vr }, mapped);
}

/** Empty values stay empty: within a list they hold a place. */
function mapUid(uid: string, run: Run): string {
  return uid === '' || isStandardUid(uid, run.context.rules) ? uid : run.pseudonyms.newUid(uid);
}
