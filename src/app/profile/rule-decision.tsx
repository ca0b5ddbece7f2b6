import { useState } from 'react';
import type { OwnDecision, OwnRule } from '../../profile/profile.ts';
import type { FoundCreators } from '../intents/rules/find-creators.ts';
import { focusOnce } from '../ui/focus-once.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';
import type { RuleChoice } from './attribute-picker.tsx';
import { printSelector } from './own-rule-text.ts';
import { useRuleNotes } from './use-rule-notes.ts';

const panelText = profilePanelStrings.rule;

const text = strings.profile.rules;

/** What happens to the chosen attribute; a rule that no run can carry out is refused with the reason. */
export function RuleDecision(props: {
  choice: RuleChoice;
  onBack: () => void;
  onAdd: (rule: OwnRule) => Promise<readonly string[]>;
  onDone: () => void;
  onFindCreators: () => Promise<FoundCreators>;
}) {
  const { choice, onFindCreators } = props;
  const [kind, setKind] = useState<OwnDecision['kind']>('keep');
  const [value, setValue] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const notes = useRuleNotes(choice.selector, kind, onFindCreators);
  const add = async () => {
    const decision: OwnDecision = kind === 'replace' ? { kind, value } : { kind };
    const found = await props.onAdd({ selector: choice.selector, decision });
    setProblems(found);
    if (found.length === 0) {
      props.onDone();
    }
  };
  return (
    // Not a form: the page's sandbox allows none (docs/security.md).
    // biome-ignore lint/a11y/useSemanticElements: a form element could not be used here, see above.
    <div
      className="add-rule"
      role="form"
      aria-label={panelText.form(`${printSelector(choice.selector)} ${choice.name}`)}
    >
      <p className="rule-subject">
        <code className="muted">{printSelector(choice.selector)}</code> {choice.name}
      </p>
      <select
        ref={focusOnce}
        className="select"
        aria-label={panelText.decision}
        value={kind}
        onChange={(event) => setKind(decisionsFor(choice).find((one) => one === event.target.value) ?? kind)}
      >
        {decisionsFor(choice).map((one) => (
          <option key={one} value={one}>
            {strings.profile.decisions[one]}
          </option>
        ))}
      </select>
      {kind === 'replace' && (
        <input
          className="input mono"
          aria-label={text.value}
          placeholder={text.value}
          autoComplete="off"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && void add()}
        />
      )}
      <div role="status">
        {notes.map((note) => (
          <p key={note} className="note held">
            {note}
          </p>
        ))}
      </div>
      {problems.length > 0 && (
        <div role="alert" className="problems">
          <p>{text.refused}</p>
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      <div className="row">
        <button type="button" className="btn small" disabled={kind === 'replace' && value === ''} onClick={add}>
          {panelText.add}
        </button>
        <button type="button" className="btn small quiet" onClick={props.onBack}>
          {panelText.other}
        </button>
      </div>
    </div>
  );
}

const FREE_TEXT = ['LO', 'LT', 'SH', 'ST', 'UC', 'UT'];

/** What can be done to values of this kind; the profile refuses the rest. */
function decisionsFor({ vr, selector }: RuleChoice): readonly OwnDecision['kind'][] {
  const basic = ['keep', 'remove', 'empty', 'dummy'] as const;
  if (selector.kind !== 'tag' || vr === null) {
    return basic;
  }
  if (vr === 'UI' || vr === 'SQ') {
    return vr === 'UI' ? [...basic, 'replace-uid', 'replace'] : [...basic, 'replace-uid'];
  }
  return FREE_TEXT.includes(vr) ? [...basic, 'clean', 'replace'] : [...basic, 'replace'];
}
