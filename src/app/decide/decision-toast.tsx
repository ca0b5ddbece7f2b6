import { Check } from 'lucide-react';
import { assertNever } from '../../dicom/assert-never.ts';
import type { Decision } from '../batch/decide/decide-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { titleOf } from './queue-list.tsx';

/** What was decided last, and the way back. Stays until the next decision, and never lies over a picture. */
export function DecisionToast({ decision, onUndo }: { decision: Decision | null; onUndo: () => void }) {
  return (
    <div className="decide-toast-place">
      <p role="status" className={decision === null ? undefined : 'decide-toast'}>
        {decision !== null && (
          <>
            <Icon of={Check} />
            <span>{saidOf(decision)}</span>
          </>
        )}
      </p>
      {decision !== null && (
        <button type="button" className="link" aria-keyshortcuts="Z Control+Z" onClick={onUndo}>
          {decideStrings.acts.undo}
        </button>
      )}
    </div>
  );
}

function saidOf(decision: Decision): string {
  const { verdict } = decision;
  const title = titleOf(decision);
  const { toasts } = decideStrings;
  switch (verdict.kind) {
    case 'blanked':
      return toasts.blanked(verdict.boxes, verdict.images, title);
    case 'nothing-identifying':
      return toasts['nothing-identifying'](verdict.images, title);
    case 'let-through':
      return toasts['let-through'](verdict.files, title);
    case 'left-out':
      return toasts['left-out'](verdict.files, title);
    case 'blank-page':
      return toasts['blank-page'](verdict.files, title);
    case 'value':
      return toasts.value[verdict.choice](verdict.files, title);
    case 'purpose-switched':
      return toasts['purpose-switched'];
    default:
      return assertNever(verdict);
  }
}
