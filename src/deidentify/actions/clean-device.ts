import type { DicomError } from '../../dicom/dicom-error.ts';
import { readText } from '../../dicom/value-codec.ts';
import { isText } from '../../dicom/vr.ts';
import type { Run } from '../run.ts';
import type { ActionResult, Subject } from './action.ts';
import { fallBack } from './fall-back.ts';
import { keep } from './keep.ts';
import { replaceText } from './replace-text.ts';

/**
 * C under Retain Device Identity (PS3.15 E.3.8): AE titles and network names, which sites make from their own names. Each
 * becomes a keyed title, the same in every file of a project, so that devices can still be told apart.
 */
export function cleanDevice(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, vr, isSequence } = subject;
  if (isSequence || !isText(vr)) return fallBack(subject, run);
  if (dataset.elements.valueLengths[element] === 0) return keep(subject);
  const titles = readText(dataset, element).map((value) => value.trim());
  // Too large to be held in memory: no title is.
  if (titles.length === 0) return fallBack(subject, run);
  return replaceText(
    subject,
    titles.map((title) => (title === '' ? '' : run.pseudonyms.device(title))),
  );
}
