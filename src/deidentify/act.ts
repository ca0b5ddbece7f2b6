import type { DicomError } from '../dicom/dicom-error.ts';
import type { SimpleAction } from '../profile/action-code.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { clean } from './actions/clean.ts';
import { dummy } from './actions/dummy.ts';
import { empty } from './actions/empty.ts';
import { keep } from './actions/keep.ts';
import { remove } from './actions/remove.ts';
import { replaceUid } from './actions/replace-uid.ts';
import type { Run } from './run.ts';

/** Carries out one action of PS3.15 E.1 on one element. @returns the edit, or why the replacement cannot be written. */
export function act(action: SimpleAction, subject: Subject, run: Run): ActionResult | DicomError {
  switch (action) {
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
      return clean(subject);
    default:
      return assertNever(action);
  }
}

function assertNever(action: never): never {
  throw new Error(`No such action: ${String(action)}`);
}
