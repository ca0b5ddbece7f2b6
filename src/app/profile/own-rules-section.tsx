import { lazy, Suspense, useState } from 'react';
import type { OwnRule, Profile } from '../../profile/profile.ts';
import { ruleKey, withoutOwnRule } from '../batch/edit-profile.ts';
import type { FoundCreators } from '../intents/rules/find-creators.ts';
import { useAttributeSearch } from '../ui/attribute-search.ts';
import { ActionCode } from '../ui/controls/action-code.tsx';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';
import { OwnSection, RemoveButton, useAdder } from './own-list.tsx';
import { decisionCodes, printSelector } from './own-rule-text.ts';

const panelText = profilePanelStrings.rule;

const text = strings.profile.rules;

// The search of attributes and its list come when a rule is to be added.
const AddRule = lazy(async () => ({ default: (await import('./add-rule.tsx')).AddRule }));
const OwnRuleWarning = lazy(async () => ({ default: (await import('./own-rule-warning.tsx')).OwnRuleWarning }));

/** Rules of the person's own, which come before the preset and its options. */
export function OwnRulesSection(props: {
  profile: Profile;
  onChange: (profile: Profile) => void;
  /** Problems of the rule, none when it was added. */
  onAddRule: (rule: OwnRule) => Promise<readonly string[]>;
  onFindCreators: () => Promise<FoundCreators>;
}) {
  const { profile } = props;
  const [isAdding, setAdding] = useState(false);
  const [addButton, focusAdd] = useAdder();
  const finish = () => {
    setAdding(false);
    focusAdd();
  };
  const remove = (rule: OwnRule) => {
    props.onChange(withoutOwnRule(profile, rule));
    focusAdd();
  };
  return (
    <OwnSection
      heading={text.heading}
      adder={{
        ref: addButton,
        'aria-expanded': isAdding,
        onClick: () => setAdding(!isAdding),
        children: isAdding ? panelText.cancel : panelText.addRule,
      }}
    >
      {isAdding && (
        <Suspense fallback={null}>
          <AddRule onAdd={props.onAddRule} onDone={finish} onFindCreators={props.onFindCreators} />
        </Suspense>
      )}
      {profile.ownRules.length === 0 && !isAdding && <p className="hint">{text.none}</p>}
      {profile.ownRules.length > 0 && (
        <>
          <RuleList rules={profile.ownRules} onRemove={remove} />
          <Suspense fallback={null}>
            <OwnRuleWarning profile={profile} />
          </Suspense>
        </>
      )}
    </OwnSection>
  );
}

function RuleList({ rules, onRemove }: { rules: readonly OwnRule[]; onRemove: (rule: OwnRule) => void }) {
  const search = useAttributeSearch();
  const nameOf = ({ selector }: OwnRule): string => {
    switch (selector.kind) {
      case 'private-creator':
        return panelText.privateCreator;
      case 'private-element':
        return '';
      case 'keyword':
        return search?.(selector.keyword, 1)[0]?.name ?? '';
      default:
        return search?.(selector.kind === 'tag' ? selector.tag : selector.pattern, 1)[0]?.name ?? '';
    }
  };
  return (
    <ul className="rules" aria-label={text.heading}>
      {rules.map((rule) => {
        const name = nameOf(rule);
        const selector = printSelector(rule.selector);
        const value = rule.decision.kind === 'replace' ? ` → ${rule.decision.value}` : '';
        return (
          <li key={ruleKey(rule)} className="rule">
            <ActionCode action={decisionCodes[rule.decision.kind]} />
            <span
              className="clip"
              title={`${strings.profile.decisions[rule.decision.kind]}: ${selector} ${name}${value}`}
            >
              <code className="muted">{selector}</code> {name}
              {value}
            </span>
            <RemoveButton label={panelText.remove(`${selector} ${name}`)} size={14} onPress={() => onRemove(rule)} />
          </li>
        );
      })}
    </ul>
  );
}
