import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { formatTag, parseTag, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { tagOfSelector } from './compile-own-rules.ts';
import { compileProfile } from './compile-profile.ts';
import type { CompiledProfile, Rule } from './compiled-profile.ts';
import { effectiveRules } from './effective-rules.ts';
import { findOwnRule } from './find-own-rule.ts';
import { findRule } from './find-rule.ts';
import { privateElementKey, privateElementOf } from './private-element.ts';
import type { Profile, RuleSelector } from './profile.ts';
import { classRows } from './rule-classes.ts';
import { pseudonymTags } from './rule-set.ts';
import { ruleWords } from './rule-words.ts';
import { safeElementMeaning } from './safe-private.ts';

/** One line of everything that a profile does. `vr` is '' where a line is about several VRs. */
export type RuleLine = {
  /** The same for the same attribute under every profile. */
  readonly key: string;
  readonly tag: string;
  readonly name: string;
  /** The keyword of PS3.6, '' where a line names no attribute. */
  readonly keyword: string;
  readonly vr: string;
  /** Null where an own rule of another profile is about elements that this one has no rule for as a whole. */
  readonly rule: Rule | null;
};

/** What happens to the attributes of a line, in words. Name and ID of the patient have a way of their own (PS3.15 E.2). */
export function wordsOf({ tag, rule }: RuleLine): string {
  if (rule === null) return 'no rule of its own';
  return pseudonymTags.has(parseTag(tag) ?? 0) ? 'replaced by the pseudonym' : ruleWords(rule);
}

/**
 * Everything that a profile does, own rules and options included: its own rules about attributes that no row names, then
 * Table E.1-1 and the rows beyond it, then what happens to elements that no row names.
 * @param about own rules of another profile, so that two tables have the same lines
 */
export function ruleTable(profile: Profile, about: readonly RuleSelector[] = []): readonly RuleLine[] {
  const compiled = compileProfile(profile);
  const rows = effectiveRules(compiled).map(({ tag: printed, name, rule }): RuleLine => {
    const tag = parseTag(printed);
    const attribute = tag === null ? null : lookUpAttribute(tag);
    const { keyword, vr } = attribute ?? noAttribute;
    const own = tag === null ? ruleOfRepeatingRow(compiled, printed, rule) : ruleOfTag(compiled, tag, rule);
    return { key: printed, tag: printed, name, keyword, vr, rule: own };
  });
  const known = new Set(rows.map(({ key }) => key));
  const selectors = [...profile.ownRules.map(({ selector }) => selector), ...about];
  const own = selectors.map((selector) => selectedLine(compiled, selector));
  const added = new Map(own.filter(({ key }) => !known.has(key)).map((line) => [line.key, line]));
  return [...[...added.values()].sort(byKey), ...rows, ...classRows(compiled)];
}

const noAttribute = { keyword: '', vr: '' };

function selectedLine(compiled: CompiledProfile, selector: RuleSelector): RuleLine {
  if (selector.kind === 'private-creator') {
    const { creator } = selector;
    const rule = compiled.ownRules.byCreator.get(creator) ?? compiled.privateAttributes;
    return {
      key: `creator ${creator}`,
      tag: creator,
      name: 'Private attributes of this creator',
      ...noAttribute,
      rule,
    };
  }
  if (selector.kind === 'private-element') {
    const { creator, element } = selector;
    const place = privateElementOf(creator, element);
    const tag = `(${element.slice(0, 4)},${element.slice(4)}) ${creator}`;
    return {
      key: `private ${tag}`,
      tag,
      name: safeElementMeaning(place) ?? 'One private attribute',
      ...noAttribute,
      rule: compiled.ownRules.byPrivateElement.get(privateElementKey(place)) ?? compiled.privateAttributes,
    };
  }
  if (selector.kind === 'pattern') {
    const pattern = selector.pattern.toLowerCase();
    const rule = compiled.ownRules.byPattern.find(({ source }) => source === pattern)?.rule ?? null;
    const digits = pattern.replace(/[a-f]/g, (digit) => digit.toUpperCase());
    const tag = `(${digits.slice(0, 4)},${digits.slice(4)})`;
    return { key: `pattern ${tag}`, tag, name: 'Every attribute of this pattern', ...noAttribute, rule };
  }
  const tag = tagOfSelector(selector);
  if (tag === null) {
    const text = selector.kind === 'tag' ? selector.tag : selector.keyword;
    return { key: `unknown ${text}`, tag: text, name: 'Not in the dictionary', ...noAttribute, rule: null };
  }
  const attribute = lookUpAttribute(tag);
  const printed = formatTag(tag);
  return {
    key: printed,
    tag: printed,
    name: attribute?.name ?? 'Not in the dictionary',
    keyword: attribute?.keyword ?? '',
    vr: attribute?.vr ?? '',
    rule: ruleOfTag(compiled, tag, findRule(compiled, tag, attribute?.vr ?? 'UN')),
  };
}

/** Own rules come first, where they can act. */
function ruleOfTag({ ownRules }: CompiledProfile, tag: Tag, other: Rule): Rule {
  const vr: Vr = lookUpAttribute(tag)?.vr ?? 'UN';
  return findOwnRule(ownRules, { tag, vr, isSequence: vr === 'SQ', creator: () => '' }) ?? other;
}

/** A row such as (60xx,3000) shows an own pattern only when the pattern takes in every group of the row. */
function ruleOfRepeatingRow({ ownRules }: CompiledProfile, printed: string, other: Rule): Rule {
  if (!/^\([56]0xx,[0-9A-F]{4}\)$/.test(printed)) return other;
  const patternsOnly = { ...ownRules, byTag: new Map() };
  const [first, last] = ['00', '1E'].map((repeat) => {
    const tag = parseTag(printed.replace('xx', repeat)) ?? 0;
    const vr: Vr = lookUpAttribute(tag)?.vr ?? 'UN';
    return findOwnRule(patternsOnly, { tag, vr, isSequence: false, creator: () => '' });
  });
  return first === last ? (first ?? other) : other;
}

function byKey(a: RuleLine, b: RuleLine): number {
  return a.key < b.key ? -1 : 1;
}
