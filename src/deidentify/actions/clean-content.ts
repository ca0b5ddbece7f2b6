import type { DicomError } from '../../dicom/dicom-error.ts';
import type { Run } from '../run.ts';
import type { ActionResult, Subject } from './action.ts';
import { cleanDescriptor } from './clean-descriptor.ts';

/**
 * C under Clean Structured Content (PS3.15 E.3.4): the sequence is entered, and each content item in it is decided by its
 * concept name and value type (structured-content/decide-in-content). A text in it is cleaned word by word.
 */
export function cleanContent(subject: Subject, run: Run): ActionResult | DicomError {
  if (!subject.isSequence) return cleanDescriptor(subject, run);
  return {
    kind: 'acted',
    edit: null,
    effect: 'kept',
    after: null,
    entersItems: true,
    cleansItems: 'structured-content',
  };
}
