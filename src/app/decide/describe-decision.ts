import { assertNever } from '../../dicom/assert-never.ts';
import { countUnseen } from '../../dicom/seen-counts.ts';
import type { Decision } from '../batch/decide/decide-state.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { titleOf } from './entry-title.ts';

/** A decision in one sentence. */
export function describeDecision(decision: Decision): string {
  const { verdict, seen } = decision;
  const title = titleOf(decision);
  const { toasts } = decideStrings;
  switch (verdict.kind) {
    case 'blanked':
      return toasts.blanked(verdict.boxes, verdict.images, title, verdict.placedIn);
    case 'nothing-identifying':
      return toasts['nothing-identifying'](verdict.images, title, countUnseen(seen));
    case 'let-through':
      return toasts['let-through'](verdict.files, title);
    case 'left-out':
      return toasts['left-out'](verdict.files, title);
    case 'blank-page':
      return toasts['blank-page'](verdict.files, title);
    case 'pages':
      return toasts.pages(verdict.files, verdict.pages, title);
    case 'value':
      return toasts.value[verdict.choice](verdict.files, title);
    case 'purpose-switched':
      return toasts['purpose-switched'];
    default:
      return assertNever(verdict);
  }
}
