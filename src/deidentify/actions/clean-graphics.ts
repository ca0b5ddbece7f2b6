import type { DicomError } from '../../dicom/dicom-error.ts';
import { isCleanable } from '../../profile/cleanable.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { cleanDescriptor } from './clean-descriptor.ts';
import { fallBack } from './fall-back.ts';

/**
 * C under Clean Graphics (PS3.15 E.3.3): the texts of graphic annotations are cleaned word by word, their shapes stay.
 * Overlays and curves take the action of the preset: nothing here can tell what a bitmap or a hand-drawn line says.
 */
export function cleanGraphics(subject: Subject, run: Run): ActionResult | DicomError {
  const { tag, vr, isSequence } = subject;
  if (tag === tags.graphicAnnotationSequence && isSequence) {
    return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: true, cleansItems: 'graphics' };
  }
  const isInOverlay = (tag >>> 24 === 0x50 || tag >>> 24 === 0x60) && ((tag >>> 16) & 1) === 0;
  return isCleanable(vr) && !isInOverlay ? cleanDescriptor(subject, run) : fallBack(subject, run);
}
