import { TriangleAlert } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { OwnDecision, OwnRule } from '../../../profile/profile.ts';
import type { RuleUndo } from '../../batch/batch-state.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { focusOnce } from '../../ui/focus-once.ts';
import { privateWarning } from '../../ui/private-warning.ts';
import { previewStrings } from '../../ui/strings/preview.ts';
import { strings } from '../../ui/strings.ts';
import type { RuleSubject } from './rule-subject.ts';

const text = previewStrings.rule;

type Subject = Pick<RuleSubject, 'selector' | 'name'>;

/** Writes an own rule; problems for people when the profile refuses it, none when it counts. */
export type WriteRule = (rule: OwnRule, name: string) => Promise<readonly string[]>;

/** What a key of the table has begun, and a button goes on with. */
export type RuleWriting = {
  readonly isReplacing: boolean;
  readonly onReplacing: (isReplacing: boolean) => void;
  /** Keep what the row is about, asking first where that loosens. */
  readonly isKeeping: boolean;
  readonly onKeeping: (isKeeping: boolean) => void;
};

/** Keep, remove or replace what the inspector shows, in every file. */
export function RuleActions(props: { subject: RuleSubject; onWrite: WriteRule; writing: RuleWriting }) {
  const { subject } = props;
  const { isReplacing, onReplacing, isKeeping, onKeeping } = props.writing;
  const [value, setValue] = useState('');
  const replaceButton = useRef<HTMLButtonElement>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<{ readonly about: Subject; readonly warning: string } | null>(null);
  const write = async (decision: OwnDecision, about: Subject = subject) => {
    setAsked(null);
    const found = await props.onWrite({ selector: about.selector, decision }, about.name);
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
  const keep = async (about: Subject) => {
    const warning = await privateWarning({ selector: about.selector, decision: { kind: 'keep' } });
    if (warning === null) {
      await write({ kind: 'keep' }, about);
    } else {
      setAsked({ about, warning });
    }
  };
  const keepNow = useEffectEvent(() => {
    onKeeping(false);
    void keep(subject);
  });
  useEffect(() => {
    if (isKeeping) {
      keepNow();
    }
  }, [isKeeping]);
  const isAll = subject.selector.kind === 'private-creator';
  const isPrivate = isAll || subject.selector.kind === 'private-element';
  const { wider } = subject;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend. */}
      <div className="rule-acts" role="group" aria-label={text.group(subject.name)}>
        <button type="button" className="btn quiet small" onClick={() => keep(subject)}>
          {isAll ? text.keepCreator : text.keep}
        </button>
        <button type="button" className="btn quiet small" onClick={() => write({ kind: 'remove' })}>
          {isAll ? text.removeCreator : text.remove}
        </button>
        {wider !== null && (
          <>
            <button type="button" className="btn quiet small" onClick={() => keep(wider)}>
              {text.keepCreator}
            </button>
            <button type="button" className="btn quiet small" onClick={() => write({ kind: 'remove' }, wider)}>
              {text.removeCreator}
            </button>
          </>
        )}
        {!isPrivate && (
          <button
            ref={replaceButton}
            type="button"
            className="btn quiet small"
            aria-expanded={isReplacing}
            onClick={() => onReplacing(!isReplacing)}
          >
            {text.replace}
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
            {text.replaceNow}
          </button>
        </div>
      )}
      {asked !== null && (
        <div role="alert" className="note held rule-warning">
          <Icon of={TriangleAlert} />
          <div className="note-text">
            <p>{asked.warning}</p>
            <span className="row">
              <button type="button" className="btn small" onClick={() => write({ kind: 'keep' }, asked.about)}>
                {text.keepAllTheSame(asked.about.name)}
              </button>
              <button type="button" className="btn quiet small" onClick={() => setAsked(null)}>
                {text.doNotKeep}
              </button>
            </span>
          </div>
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
          {text.undo}
        </button>
      )}
    </div>
  );
}
