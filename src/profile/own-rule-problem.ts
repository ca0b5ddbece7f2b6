import { type Attribute, lookUpAttribute } from '../dicom/data-dictionary.ts';
import { isPrivate, parseTag, type Tag } from '../dicom/tag.ts';
import { tagOfKeyword } from '../dicom/tag-of-keyword.ts';
import { isCleanable } from './cleanable.ts';
import { ownRuleLimit } from './own-rule-limits.ts';
import type { OwnDecision, OwnRule } from './profile.ts';
import { valueProblem } from './value-problem.ts';

/** Why a rule cannot act, and which part of it says so. */
export type OwnRuleProblem = { readonly about: 'selector' | 'decision' | 'value'; readonly message: string };

/** Examines one rule for itself. @returns null when a run can carry it out. */
export function ownRuleProblem({ selector, decision }: OwnRule): OwnRuleProblem | null {
  switch (selector.kind) {
    case 'private-creator':
    case 'private-element':
      return decision.kind === 'replace' ? replaceNeedsOne : null;
    case 'pattern':
      if (isPrivate(Number.parseInt(selector.pattern.replaceAll('x', '0'), 16)) && selector.pattern[3] !== 'x') {
        return privateByCreator;
      }
      return decision.kind === 'replace' ? replaceNeedsOne : null;
    case 'keyword': {
      const tag = tagOfKeyword(selector.keyword);
      if (tag === null) return { about: 'selector', message: unknownKeyword };
      return problemOfTag(tag, decision);
    }
    case 'tag': {
      const tag = parseTag(selector.tag);
      if (tag === null) return { about: 'selector', message: 'Must be a tag of eight hex digits.' };
      return isPrivate(tag) ? privateByCreator : problemOfTag(tag, decision);
    }
  }
}

const replaceNeedsOne: OwnRuleProblem = {
  about: 'decision',
  message: 'A value can be written to one attribute of the dictionary only: select it by tag or keyword.',
};

const privateByCreator: OwnRuleProblem = {
  about: 'selector',
  message:
    'Private elements have other numbers in each file (PS3.5 7.8.1): select one by its private creator and its place in the block, or all by the creator.',
};

const unknownKeyword =
  'No attribute of PS3.6 has this keyword. Keywords are case-sensitive; overlays and other repeating groups need a pattern.';

function problemOfTag(tag: Tag, decision: OwnDecision): OwnRuleProblem | null {
  const limit = ownRuleLimit(tag, decision.kind);
  if (limit !== null) return { about: 'selector', message: limit };
  return problemOfDecision(lookUpAttribute(tag), decision);
}

function problemOfDecision(attribute: Attribute | null, decision: OwnDecision): OwnRuleProblem | null {
  switch (decision.kind) {
    case 'replace-uid':
      if (attribute?.vr === 'UI' || attribute?.vr === 'SQ') return null;
      return { about: 'decision', message: 'The attribute holds no UID. Choose remove, empty or dummy.' };
    case 'clean':
      if (attribute !== null && isCleanable(attribute.vr)) return null;
      return { about: 'decision', message: 'The attribute holds no free text. Choose keep, remove, empty or dummy.' };
    case 'replace': {
      const message =
        attribute === null
          ? 'The attribute is in no dictionary, so nobody can tell what value it may have.'
          : valueProblem(decision.value, attribute.vr, attribute.vm);
      return message === null ? null : { about: 'value', message };
    }
    default:
      return null;
  }
}
