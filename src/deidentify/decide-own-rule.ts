import { privateCreatorOf } from '../dicom/dataset-access.ts';
import { isPrivateCreator } from '../dicom/tag.ts';
import { readText } from '../dicom/value-codec.ts';
import { findOwnRule, hasNoOwnRules } from '../profile/find-own-rule.ts';
import type { Subject } from './actions/action.ts';
import type { Decision } from './decision.ts';
import { resolveAction } from './resolve-action.ts';
import type { Run } from './run.ts';

/** What the profile's own rules say of an element, inside sequences under D too; null when they say nothing. */
export function decideByOwnRule(subject: Subject, run: Run): Decision | null {
  const { rules } = run.context;
  if (hasNoOwnRules(rules.ownRules)) return null;
  const rule = findOwnRule(rules.ownRules, { ...subject, creator: () => creatorOf(subject) });
  if (rule === null) return null;
  const operation = resolveAction(rule, { tag: subject.tag, depth: 0, sopClassUid: run.sopClassUid }, rules);
  // A value of the user's own is a dummy to whoever reads the record.
  return { action: operation.action === 'replace' ? 'D' : operation.action, operation, reason: rule.reason };
}

function creatorOf({ dataset, element, tag }: Subject): string {
  if (!isPrivateCreator(tag)) return privateCreatorOf(dataset, element);
  return (readText(dataset, element)[0] ?? '').trim();
}
