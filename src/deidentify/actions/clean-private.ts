import { privateCreatorOf } from '../../dicom/dataset-access.ts';
import { cleanBlock } from '../private/clean-block.ts';
import type { ActionResult, Subject } from './action.ts';
import { remove } from './remove.ts';
import { replaced } from './replace-text.ts';

/** C under Retain Safe Private: a vendor's header made anew of its listed fields, or gone (PS3.15 E.3.10). */
export function cleanPrivate(subject: Subject): ActionResult {
  const { dataset, element } = subject;
  const block = subject.isSequence ? null : cleanBlock(subject, privateCreatorOf(dataset, element));
  return block === null ? remove(subject) : replaced(element, block, `${block.length} bytes of listed fields`);
}
