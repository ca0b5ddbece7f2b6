import { useState } from 'react';
import type { OwnRule } from '../../profile/profile.ts';
import type { FoundCreators } from '../intents/rules/find-creators.ts';
import type { RuleChoice } from './attribute-picker.tsx';
import { AttributePicker } from './attribute-picker.tsx';
import { RuleDecision } from './rule-decision.tsx';

/** First which attribute, then what happens to it. */
export function AddRule(props: {
  onAdd: (rule: OwnRule) => Promise<readonly string[]>;
  onDone: () => void;
  onFindCreators: () => Promise<FoundCreators>;
}) {
  const [chosen, setChosen] = useState<RuleChoice | null>(null);
  return chosen === null ? (
    <AttributePicker onChoose={setChosen} />
  ) : (
    <RuleDecision
      choice={chosen}
      onBack={() => setChosen(null)}
      onAdd={props.onAdd}
      onDone={props.onDone}
      onFindCreators={props.onFindCreators}
    />
  );
}
