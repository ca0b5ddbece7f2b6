import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { isCleanable } from './cleanable.ts';
import { asListed } from './compile-own-rules.ts';
import type { OwnRules, Rule } from './compiled-profile.ts';
import { ownRuleLimit } from './own-rule-limits.ts';
import { privateElementKey } from './private-element.ts';
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
export function hasNoOwnRules({ byTag, byPattern, byCreator, byPrivateElement }: OwnRules): boolean {
  return byTag.size === 0 && byPattern.length === 0 && byCreator.size === 0 && byPrivateElement.size === 0;
}

function evenGroupRule({ byTag, byPattern }: OwnRules, tag: Tag): Rule | null {
  const rule = byTag.get(tag) ?? byPattern.find(({ mask, bits }) => (tag & mask) >>> 0 === bits)?.rule ?? null;
  return rule === null || ownRuleLimit(tag, decisionKinds[rule.action] ?? 'keep') !== null ? null : rule;
}

function ruleOfBlock(ownRules: OwnRules, { tag, creator }: OwnRuleSubject): Rule | null {
  const { byCreator, byPrivateElement, elementCreators } = ownRules;
  if (byCreator.size === 0 && byPrivateElement.size === 0) return null;
  const text = creator();
  if (isPrivateCreator(tag)) {
    // It stays with an element that stays, whatever a rule for the rest of its block says.
    if (elementCreators.has(text)) return asListed;
  } else {
    const one = byPrivateElement.get(
      privateElementKey({ creator: text, group: groupOf(tag), element: elementOf(tag) & 0xff }),
    );
    if (one) return one;
  }
  const rule = byCreator.get(text);
  if (!rule) return null;
  // The block needs its creator as long as anything in it stays (PS3.5 7.8.1).
  return isPrivateCreator(tag) && rule.action !== 'X' ? { action: 'K', reason: rule.reason } : rule;
}

function canAct(rule: Rule, { vr, isSequence }: OwnRuleSubject): boolean {
  const { action } = rule;
  const isAsListed = action === 'C' && rule.cleaning === 'private';
  if (action === 'U') return vr === 'UI' || isSequence;
  return action !== 'C' || isAsListed || (isCleanable(vr) && !isSequence);
}

const decisionKinds: Readonly<Partial<Record<Rule['action'], OwnDecision['kind']>>> = {
  X: 'remove',
  Z: 'empty',
  D: 'dummy',
  U: 'replace-uid',
  C: 'clean',
  replace: 'replace',
};
