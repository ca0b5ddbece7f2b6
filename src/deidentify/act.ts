import { assertNever } from '../dicom/assert-never.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import { isSingleValue } from '../dicom/vr.ts';
import type { SimpleAction } from '../profile/action-code.ts';
import type { Cleaning } from '../profile/compiled-profile.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { clean } from './actions/clean.ts';
import { dummy } from './actions/dummy.ts';
import { empty } from './actions/empty.ts';
import { keep } from './actions/keep.ts';
import { remove } from './actions/remove.ts';
import { replaceText } from './actions/replace-text.ts';
import { replaceUid } from './actions/replace-uid.ts';
import type { Run } from './run.ts';

/** What is carried out on one element: an action of PS3.15 E.1, or a value that an own rule writes. */
export type Operation =
  | { readonly action: Exclude<SimpleAction, 'C'> }
  | { readonly action: 'C'; readonly cleaning: Cleaning }
  | { readonly action: 'replace'; readonly value: string };

/** Carries out one operation on one element. @returns the edit, or why the replacement cannot be written. */
export function act(operation: Operation, subject: Subject, run: Run): ActionResult | DicomError {
  switch (operation.action) {
    case 'X':
      return remove(subject);
    case 'Z':
      return empty(subject, run);
    case 'D':
      return dummy(subject, run);
    case 'U':
      return replaceUid(subject, run);
    case 'K':
      return keep(subject);
    case 'C':
      return clean(operation.cleaning, subject, run);
    case 'replace':
      return replaceText(subject, isSingleValue(subject.vr) ? [operation.value] : operation.value.split('\\'));
    default:
      return assertNever(operation);
  }
}
