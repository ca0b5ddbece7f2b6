import { privateCreatorOf } from '../dicom/dataset-access.ts';
import { isPrivate, isPrivateCreator } from '../dicom/tag.ts';
import { readText } from '../dicom/value-codec.ts';
import type { Rule } from '../profile/compiled-profile.ts';
import { findOwnRule, hasNoOwnRules } from '../profile/find-own-rule.ts';
import type { Subject } from './actions/action.ts';
import type { Decision } from './decision.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';

/** What the profile's own rules say of an element, inside sequences under D too; null when they say nothing. */
export function decideByOwnRule(subject: Subject, run: Run): Decision | null {
  const { rules } = run.context;
  const rule = ownRuleOf(subject, run);
  // What a list says of the value decides (`decidePrivate`).
  if (rule === null || isAsListed(rule)) return null;
  const operation = resolveAction(rule, { tag: subject.tag, depth: 0, sopClassUid: run.sopClassUid }, rules);
  // A value of the user's own is a dummy to whoever reads the record.
  return { action: operation.action === 'replace' ? 'D' : operation.action, operation, reason: rule.reason };
}

/** The own rule that keeps a private element as the list of safe ones says; null for all others. */
export function ownListedRule(subject: Subject, run: Run): Rule | null {
  if (!isPrivate(subject.tag)) return null;
  const rule = ownRuleOf(subject, run);
  return rule !== null && isAsListed(rule) ? rule : null;
}

function ownRuleOf(subject: Subject, { context: { rules } }: Run): Rule | null {
  if (hasNoOwnRules(rules.ownRules)) return null;
  return findOwnRule(rules.ownRules, { ...subject, creator: () => creatorOf(subject) });
}

function isAsListed(rule: Rule): boolean {
  return rule.action === 'C' && rule.cleaning === 'private';
}

function creatorOf({ dataset, element, tag }: Subject): string {
  if (!isPrivateCreator(tag)) return privateCreatorOf(dataset, element);
  return (readText(dataset, element)[0] ?? '').trim();
}
