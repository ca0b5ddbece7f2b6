import type { OwnRule } from '../../profile/profile.ts';

/** What is to be said before a rule about private elements is added; null where nothing is. The lists come when they are needed. */
export async function privateWarning(rule: OwnRule): Promise<string | null> {
  const { kind } = rule.selector;
  if (kind !== 'private-creator' && kind !== 'private-element') return null;
  const { privateRuleWarning } = await import('../../profile/private-rule-warning.ts');
  return privateRuleWarning(rule);
}
