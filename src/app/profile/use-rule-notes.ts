import { useEffect, useState } from 'react';
import type { OwnDecision, RuleSelector } from '../../profile/profile.ts';
import type { FoundCreators } from '../intents/rules/find-creators.ts';
import { privateWarning } from '../ui/private-warning.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';

/** What is to be said of a rule before it is added: that it loosens, and that nothing in the batch has its creator. */
export function useRuleNotes(
  selector: RuleSelector,
  kind: OwnDecision['kind'],
  onFindCreators: () => Promise<FoundCreators>,
): readonly string[] {
  const [warning, setWarning] = useState<string | null>(null);
  const [found, setFound] = useState<FoundCreators | null>(null);
  const creator = selector.kind === 'private-creator' || selector.kind === 'private-element' ? selector.creator : null;
  useEffect(() => {
    let isCurrent = true;
    const decision: OwnDecision = kind === 'replace' ? { kind, value: '' } : { kind };
    void privateWarning({ selector, decision }).then((text) => isCurrent && setWarning(text));
    return () => {
      isCurrent = false;
    };
  }, [selector, kind]);
  useEffect(() => {
    let isCurrent = true;
    if (creator !== null) {
      void onFindCreators().then((answer) => isCurrent && setFound(answer));
    }
    return () => {
      isCurrent = false;
    };
  }, [creator, onFindCreators]);
  const isUnknown = creator !== null && found !== null && found.looked > 0 && !found.creators.has(creator);
  return [
    ...(isUnknown ? [profilePanelStrings.rule.noSuchCreator(found.looked)] : []),
    ...(warning === null ? [] : [warning]),
  ];
}
