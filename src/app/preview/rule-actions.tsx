import { useRef, useState } from 'react';
import type { OwnDecision, OwnRule } from '../../profile/profile.ts';
import type { RuleUndo } from '../batch-state.ts';
import { strings } from '../ui/strings.ts';
import type { RuleSubject } from './rule-subject.ts';

/** Writes an own rule; problems for people when the profile refuses it, none when it counts. */
export type WriteRule = (rule: OwnRule, name: string) => Promise<readonly string[]>;

/** Keep, remove or replace what the inspector shows, in every file. */
export function RuleActions(props: {
  subject: RuleSubject;
  onWrite: WriteRule;
  isReplacing: boolean;
  onReplacing: (isReplacing: boolean) => void;
}) {
  const { subject, isReplacing, onReplacing } = props;
  const [value, setValue] = useState('');
  const replaceButton = useRef<HTMLButtonElement>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const write = async (decision: OwnDecision) => {
    const found = await props.onWrite({ selector: subject.selector, decision }, subject.name);
    setProblems(found);
    if (found.length === 0 && isReplacing) {
      close();
    }
  };
  // The field goes, and with it what had the focus.
  const close = () => {
    setValue('');
    onReplacing(false);
    replaceButton.current?.focus();
  };
  const isPrivate = subject.selector.kind === 'private-creator';
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend. */}
      <div className="rule-acts" role="group" aria-label={`Own rule for ${subject.name}`}>
        <button type="button" className="btn quiet small" onClick={() => write({ kind: 'keep' })}>
          {isPrivate ? 'Keep this creator' : 'Keep'}
        </button>
        <button type="button" className="btn quiet small" onClick={() => write({ kind: 'remove' })}>
          {isPrivate ? 'Remove this creator' : 'Remove'}
        </button>
        {!isPrivate && (
          <button
            ref={replaceButton}
            type="button"
            className="btn quiet small"
            aria-expanded={isReplacing}
            onClick={() => onReplacing(!isReplacing)}
          >
            Replace…
          </button>
        )}
      </div>
      {isReplacing && !isPrivate && (
        <div className="row replace">
          <input
            ref={focusOnce}
            className="input mono"
            aria-label={strings.profile.rules.value}
            placeholder={strings.profile.rules.value}
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && value !== '') {
                void write({ kind: 'replace', value });
              } else if (event.key === 'Escape') {
                event.stopPropagation();
                close();
              }
            }}
          />
          <button
            type="button"
            className="btn small"
            disabled={value === ''}
            onClick={() => write({ kind: 'replace', value })}
          >
            Replace
          </button>
        </div>
      )}
      {problems.length > 0 && (
        <div role="alert" className="problems">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
    </>
  );
}

/** What the last rule changed, and the way back. The status stays in the page so that it is spoken. */
export function RuleUndoNote({ undo, onUndo }: { undo: RuleUndo | null; onUndo: () => void }) {
  const status = useRef<HTMLSpanElement>(null);
  const steps = undo?.steps.length ?? 0;
  return (
    <div className={undo === null ? 'vh' : 'rule-undo row'}>
      <span role="status" className="grow" tabIndex={-1} ref={status}>
        {undo?.message ?? ''}
      </span>
      {steps > 0 && (
        <button
          type="button"
          className="link small"
          onClick={() => {
            // The button goes with the last rule: what it said is read next.
            if (steps === 1) status.current?.focus();
            onUndo();
          }}
        >
          Undo
        </button>
      )}
    </div>
  );
}

function focusOnce(node: HTMLInputElement | null): void {
  node?.focus();
}
