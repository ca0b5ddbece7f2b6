import type { DicomError } from '../../dicom/dicom-error.ts';
import type { SimpleAction } from '../../profile/action-code.ts';
import { findRule } from '../../profile/find-rule.ts';
import { resolveAction } from '../resolve-action.ts';
import type { Run } from '../run.ts';
import type { ActionResult, Subject } from './action.ts';
import { dummy } from './dummy.ts';
import { empty } from './empty.ts';
import { remove } from './remove.ts';
import { replaceUid } from './replace-uid.ts';

/**
 * What the preset does with an element without any option: for a value that cannot be cleaned. An attribute that the
 * preset keeps is emptied, as somebody asked for it to be cleaned and nothing proves that it may be absent.
 */
export function fallBack(subject: Subject, run: Run): ActionResult | DicomError {
  switch (actionWithoutOptions(subject, run)) {
    case 'X':
      return remove(subject);
    case 'D':
      return dummy(subject, run);
    case 'U':
      return replaceUid(subject, run);
    default:
      return empty(subject, run);
  }
}

/** The action of the preset alone on one element, settled by the SOP class. */
export function actionWithoutOptions({ dataset, element, tag, vr }: Subject, run: Run): SimpleAction {
  const { rules } = run.context;
  const depth = dataset.elements.depths[element] ?? 0;
  const place = { tag, depth, sopClassUid: run.sopClassUid };
  const operation = resolveAction(findRule(rules.withoutOptions, tag, vr), place, rules);
  return operation.action === 'replace' ? 'D' : operation.action;
}
