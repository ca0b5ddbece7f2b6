import { Check } from 'lucide-react';
import type { Decision } from '../batch/decide/decide-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { describeDecision } from './describe-decision.ts';

/** What was decided last, and the way back. Stays until the next decision, and never lies over a picture. */
export function DecisionToast(props: {
  decision: Decision | null;
  /** How many series were decided at once with it, itself included. */
  together: number;
  onUndo: () => void;
}) {
  const { decision, together } = props;
  return (
    <div className="decide-toast-place">
      <p role="status" className={decision === null ? undefined : 'decide-toast'}>
        {decision !== null && (
          <>
            <Icon of={Check} />
            <span>
              {describeDecision(decision)}
              {together > 1 && ` ${decideStrings.toasts.more(together - 1)}`}
            </span>
          </>
        )}
      </p>
      {decision !== null && (
        <button type="button" className="link" aria-keyshortcuts="Z Control+Z" onClick={props.onUndo}>
          {decideStrings.acts.undo}
        </button>
      )}
    </div>
  );
}
