import type { DicomError } from '../../dicom/dicom-error.ts';
import type { Tag } from '../../dicom/tag.ts';
import { isCleanable } from '../../profile/cleanable.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { cleanDescriptor } from './clean-descriptor.ts';
import { fallBack } from './fall-back.ts';
import { remove } from './remove.ts';

/**
 * C under Clean Graphics (PS3.15 E.3.3): the texts of graphic annotations are cleaned word by word, their shapes stay.
 * Overlays and curves go, whatever the preset does with them: nothing here can tell what a bitmap or a hand-drawn line says.
 */
export function cleanGraphics(subject: Subject, run: Run): ActionResult | DicomError {
  const { tag, vr, isSequence } = subject;
  if (tag === tags.graphicAnnotationSequence && isSequence) {
    return { kind: 'acted', edit: null, effect: 'kept', after: null, entersItems: true, cleansItems: 'graphics' };
  }
  if (isInGraphics(tag)) return remove(subject);
  return isCleanable(vr) ? cleanDescriptor(subject, run) : fallBack(subject, run);
}

/** Curves and overlays: even groups 50xx and 60xx (PS3.3 C.9.2, PS3.5 7.6). */
export function isInGraphics(tag: Tag): boolean {
  return (tag >>> 24 === 0x50 || tag >>> 24 === 0x60) && ((tag >>> 16) & 1) === 0;
}
