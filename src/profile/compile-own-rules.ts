import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { parseTag, type Tag } from '../dicom/tag.ts';
import { tagOfKeyword } from '../dicom/tag-of-keyword.ts';
import type { OwnRules, Rule } from './compiled-profile.ts';
import { findRule } from './find-rule.ts';
import { privateElementKey, privateElementOf } from './private-element.ts';
import type { OwnDecision, OwnRule, Profile, RuleSelector } from './profile.ts';
import type { RuleSet } from './rule-set.ts';
import { isSafeElement } from './safe-private.ts';

/**
 * Compiles a profile's own rules for `findOwnRule`. The preset `qmenta` is the published table as it stands and has none.
 * Rules that `ownRuleProblem` refuses have no effect here.
 * @param base what the preset and its options do, to tell whether a rule leaves more in than they
 */
export function applyOwnRules(
  base: RuleSet,
  { preset, ownRules, words }: Pick<Profile, 'preset' | 'ownRules' | 'words'>,
): OwnRules {
  const byTag = new Map<Tag, Rule>();
  const byPattern: OwnRules['byPattern'][number][] = [];
  const byCreator = new Map<string, Rule>();
  const byPrivateElement = new Map<string, Rule>();
  const elementCreators = new Set<string>();
  const applied = preset === 'qmenta' ? [] : ownRules;
  const keepsWords = preset !== 'qmenta' && (words?.keep.length ?? 0) > 0;
  for (const { selector, decision } of applied) {
    const rule = ruleOf(decision);
    if (selector.kind === 'private-element') {
      const { creator, element } = selector;
      byPrivateElement.set(
        privateElementKey(privateElementOf(creator, element)),
        keepsAsListed({ selector, decision }) ? asListed : rule,
      );
      if (decision.kind !== 'remove') elementCreators.add(creator);
    } else if (selector.kind === 'private-creator') byCreator.set(selector.creator, rule);
    else if (selector.kind === 'pattern') byPattern.push({ ...compilePattern(selector.pattern), rule });
    else byTag.set(tagOfSelector(selector) ?? noTag, rule);
  }
  byTag.delete(noTag);
  return {
    byTag,
    byPattern,
    byCreator,
    byPrivateElement,
    elementCreators,
    keepsSafePrivate: applied.some(keepsAsListed),
    loosensBasic: keepsWords || applied.some((rule) => loosens(base, rule)),
  };
}

/** What the lists of safe private elements say of the value decides, as under Retain Safe Private (PS3.15 E.3.10). */
export const asListed: Rule = { action: 'C', cleaning: 'private', reason: 'Own rule · safe private · C' };

/** Keeping what a list names safe is kept as that list says, and so is no looser than Retain Safe Private. */
export function keepsAsListed({ selector, decision }: OwnRule): boolean {
  if (selector.kind !== 'private-element' || decision.kind !== 'keep') return false;
  return isSafeElement(privateElementOf(selector.creator, selector.element));
}

/** Never an element of a data set: a group length of group 0. */
const noTag: Tag = 0;

/** The reason of a rule that writes a value of the user's own. */
export const ownValueReason = 'Own rule · own value · D';

/** The reason ends in the letter that the page shows. */
function ruleOf(decision: OwnDecision): Rule {
  switch (decision.kind) {
    case 'keep':
      return { action: 'K', reason: 'Own rule · K' };
    case 'remove':
      return { action: 'X', reason: 'Own rule · X' };
    case 'empty':
      return { action: 'Z', reason: 'Own rule · Z' };
    case 'dummy':
      return { action: 'D', reason: 'Own rule · D' };
    case 'replace-uid':
      return { action: 'U', reason: 'Own rule · U' };
    case 'clean':
      return { action: 'C', cleaning: 'descriptors', reason: 'Own rule · C' };
    case 'replace':
      return { action: 'replace', value: decision.value, reason: ownValueReason };
  }
}

/** The tag of a rule about one attribute. @returns null when there is no such attribute. */
export function tagOfSelector(selector: Extract<RuleSelector, { kind: 'tag' | 'keyword' }>): Tag | null {
  return selector.kind === 'tag' ? parseTag(selector.tag) : tagOfKeyword(selector.keyword);
}

function compilePattern(pattern: string): Omit<OwnRules['byPattern'][number], 'rule'> {
  const mask = Number.parseInt(pattern.replace(/[^x]/gi, 'F').replace(/x/gi, '0'), 16);
  return { source: pattern.toLowerCase(), mask, bits: Number.parseInt(pattern.replace(/x/gi, '0'), 16) };
}

/**
 * True when a rule keeps or cleans what `base` takes away or changes. A pattern or a private creator may reach attributes
 * that nobody has looked at, so keeping by one always does, and so does a private element that no list calls safe.
 */
function loosens(base: RuleSet, { selector, decision }: OwnRule): boolean {
  if (decision.kind !== 'keep' && decision.kind !== 'clean') return false;
  if (selector.kind === 'private-element') return !keepsAsListed({ selector, decision });
  if (selector.kind === 'pattern' || selector.kind === 'private-creator') return true;
  const tag = tagOfSelector(selector);
  if (tag === null) return false;
  const { action } = findRule(base, tag, lookUpAttribute(tag)?.vr ?? 'UN');
  return action !== 'K' && !(action === 'C' && decision.kind === 'clean');
}
