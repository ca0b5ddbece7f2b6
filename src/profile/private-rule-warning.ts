import { keepsAsListed } from './compile-own-rules.ts';
import type { OwnRule } from './profile.ts';

/**
 * What a person must know before a rule about private elements is added: what no list calls safe makes the whole output
 * looser than the Basic Profile. @returns null where there is nothing to say
 */
export function privateRuleWarning(rule: OwnRule): string | null {
  const { selector, decision } = rule;
  if (decision.kind !== 'keep' && decision.kind !== 'clean') return null;
  if (selector.kind === 'private-creator') return `${nobodyKnows('everything of this creator')} ${consequence}`;
  if (selector.kind !== 'private-element' || keepsAsListed(rule)) return null;
  return `${nobodyKnows('this element')} ${consequence}`;
}

const nobodyKnows = (what: string) => `No list of safe private elements names ${what}, so anything may stand in it.`;
const consequence =
  'With this rule every output says Patient Identity Removed NO and claims no profile of PS3.15. What stays is still searched for identifiers of the patient.';
