import { isPrivate, isPrivateCreator, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { isCleanable } from './cleanable.ts';
import type { OwnRules, Rule } from './compiled-profile.ts';
import { ownRuleLimit } from './own-rule-limits.ts';
import type { OwnDecision } from './profile.ts';

/** One element as own rules see it. `creator` is asked for private elements alone; a creator element gives its own text. */
type OwnRuleSubject = {
  readonly tag: Tag;
  readonly vr: Vr;
  readonly isSequence: boolean;
  readonly creator: () => string;
};

/**
 * The own rule for an element, null when none is about it. Rules that reach several elements pass over those that they
 * cannot act on: a UID rule over other values, a cleaning rule over what is no free text, and what no profile may change.
 */
export function findOwnRule(ownRules: OwnRules, subject: OwnRuleSubject): Rule | null {
  const { tag } = subject;
  const rule = isPrivate(tag) ? ruleOfBlock(ownRules, subject) : evenGroupRule(ownRules, tag);
  return rule !== null && canAct(rule, subject) ? rule : null;
}

/** For most profiles, asked once for each element. */
export function hasNoOwnRules({ byTag, byPattern, byCreator }: OwnRules): boolean {
  return byTag.size === 0 && byPattern.length === 0 && byCreator.size === 0;
}

function evenGroupRule({ byTag, byPattern }: OwnRules, tag: Tag): Rule | null {
  const rule = byTag.get(tag) ?? byPattern.find(({ mask, bits }) => (tag & mask) >>> 0 === bits)?.rule ?? null;
  return rule === null || ownRuleLimit(tag, decisionKinds[rule.action] ?? 'keep') !== null ? null : rule;
}

function ruleOfBlock({ byCreator }: OwnRules, { tag, creator }: OwnRuleSubject): Rule | null {
  const rule = byCreator.size === 0 ? undefined : byCreator.get(creator());
  if (!rule) return null;
  // The block needs its creator as long as anything in it stays (PS3.5 7.8.1).
  return isPrivateCreator(tag) && rule.action !== 'X' ? { action: 'K', reason: rule.reason } : rule;
}

function canAct({ action }: Rule, { vr, isSequence }: OwnRuleSubject): boolean {
  if (action === 'U') return vr === 'UI' || isSequence;
  return action !== 'C' || (isCleanable(vr) && !isSequence);
}

const decisionKinds: Readonly<Partial<Record<Rule['action'], OwnDecision['kind']>>> = {
  X: 'remove',
  Z: 'empty',
  D: 'dummy',
  U: 'replace-uid',
  C: 'clean',
  replace: 'replace',
};
