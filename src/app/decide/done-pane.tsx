import { CircleCheck, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { countVerdicts, type DecidedCounts } from '../batch/decide/count-decided.ts';
import type { DecideState } from '../batch/decide/decide-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { useDecideKeys } from './use-decide-keys.ts';

const text = decideStrings.done;

/** Nothing waits: what was decided, and the way on. */
export function DonePane(props: {
  decisions: DecideState['decisions'];
  counts: DecidedCounts;
  isChecking: boolean;
  toast: ReactNode;
  deliverable: number;
  canDeliver: boolean;
  onDeliver: () => void;
  onUndo: () => void;
}) {
  useDecideKeys((key) => {
    if (key === 'primary' && props.canDeliver) props.onDeliver();
    if (key === 'undo') props.onUndo();
  });
  const { decided, total } = props.counts;
  const ways = [...countVerdicts(props.decisions)].map(([kind, count]) => text.counts[kind](count));
  const about = total === 0 ? text.nothingAbout : `${ways.join(', ')}.`;
  return (
    <div className="decide-done">
      <Icon of={props.isChecking ? LoaderCircle : CircleCheck} size={28} className={props.isChecking ? 'spin' : ''} />
      <h2>{total === 0 ? text.nothing : text.heading(decided, total)}</h2>
      <p className="muted">{props.isChecking ? text.checking : about}</p>
      {props.toast}
      <button
        type="button"
        className="btn primary large"
        ref={focusIfNothingHasIt}
        disabled={!props.canDeliver}
        onClick={props.onDeliver}
      >
        {decideStrings.foot.deliver(props.deliverable)}
      </button>
    </div>
  );
}

/** The button that made the last decision is gone. */
function focusIfNothingHasIt(node: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) node?.focus({ preventScroll: true });
}
