import { tagOfSelector } from '../compile-own-rules.ts';
import { type OwnRuleProblem, ownRuleProblem } from '../own-rule-problem.ts';
import type { OwnDecision, OwnRule, RuleSelector } from '../profile.ts';
import { type JsonPlace, memberOf, problemAt, readKind, readList, readMembers, readText } from './json-reader.ts';

/** More than Table E.1-1 has rows. */
const mostRules = 1000;

const tagForm = {
  pattern: /^\(?[0-9A-Fa-f]{4},?[0-9A-Fa-f]{4}\)?$/,
  hint: 'a tag of eight hex digits, as 00100020 or (0010,0020)',
};
const keywordForm = { pattern: /^[A-Za-z][A-Za-z0-9]{0,99}$/, hint: 'a keyword of PS3.6, as PatientID' };
const patternForm = {
  pattern: /^(?=.*x)[0-9a-fx]{8}$/i,
  hint: 'eight hex digits with x for any digit, as 60xx3000',
};
// LO (PS3.5 6.2): at most 64 characters, no backslash, no control characters.
const creatorForm = {
  pattern: /^(?! )[^\\\p{Cc}]{1,64}(?<! )$/u,
  hint: 'the text of a private creator, at most 64 characters without spaces around it',
};
const privateElementForm = {
  pattern: /^[0-9A-Fa-f]{3}[13579BbDdFf][xX]{2}[0-9A-Fa-f]{2}$/,
  hint: 'an odd group, xx and two hex digits, as 0019xx0C',
};
const valueForm = { pattern: /^[\s\S]{1,1024}$/, hint: 'a text of 1 to 1024 characters' };

/** Reads the member `ownRules`. Each rule must be one that can act; two about the same selector contradict each other. */
export function readOwnRules(place: JsonPlace): readonly OwnRule[] | null {
  const seen = new Set<string>();
  return readList(place, mostRules, (entry) => {
    const rule = readRule(entry);
    if (rule === null) return null;
    const key = subjectOf(rule.selector);
    if (seen.has(key)) return problemAt(memberPlace(entry, 'selector'), 'Another rule has the same selector.');
    seen.add(key);
    return rule;
  });
}

/** A tag and its keyword are the same attribute. */
function subjectOf(selector: RuleSelector): string {
  const isOne = selector.kind === 'tag' || selector.kind === 'keyword';
  return isOne ? `tag ${tagOfSelector(selector)}` : JSON.stringify(selector);
}

function readRule(place: JsonPlace): OwnRule | null {
  const members = readMembers(place, ['selector', 'decision']);
  if (!members) return null;
  const selector = readSelector(memberOf(members, 'selector', place));
  const decision = readDecision(memberOf(members, 'decision', place));
  if (selector === null || decision === null) return null;
  const rule = { selector, decision };
  const problem = ownRuleProblem(rule);
  return problem === null ? rule : problemAt(problemPlace(place, rule, problem), problem.message);
}

function readSelector(place: JsonPlace): RuleSelector | null {
  const kind = readKind(place, ['tag', 'keyword', 'pattern', 'private-creator', 'private-element']);
  if (kind === null) return null;
  const name = selectorMembers[kind];
  const members = readMembers(place, kind === 'private-element' ? ['kind', 'creator', name] : ['kind', name]);
  if (!members) return null;
  const member = memberOf(members, name, place);
  switch (kind) {
    case 'tag': {
      const tag = readText(member, tagForm);
      return tag === null ? null : { kind, tag: tag.replace(/[(),]/g, '').toUpperCase() };
    }
    case 'keyword': {
      const keyword = readText(member, keywordForm);
      return keyword === null ? null : { kind, keyword };
    }
    case 'pattern': {
      const pattern = readText(member, patternForm);
      return pattern === null ? null : { kind, pattern: pattern.toUpperCase().replaceAll('X', 'x') };
    }
    case 'private-creator': {
      const creator = readText(member, creatorForm);
      return creator === null ? null : { kind, creator };
    }
    case 'private-element': {
      const creator = readText(memberOf(members, 'creator', place), creatorForm);
      const element = readText(member, privateElementForm);
      if (creator === null || element === null) return null;
      return { kind, creator, element: element.toUpperCase().replace('XX', 'xx') };
    }
  }
}

const selectorMembers = {
  tag: 'tag',
  keyword: 'keyword',
  pattern: 'pattern',
  'private-creator': 'creator',
  'private-element': 'element',
} as const satisfies Record<RuleSelector['kind'], string>;

function readDecision(place: JsonPlace): OwnDecision | null {
  const kind = readKind(place, ['keep', 'remove', 'empty', 'dummy', 'replace-uid', 'clean', 'replace']);
  if (kind === null) return null;
  const members = readMembers(place, kind === 'replace' ? ['kind', 'value'] : ['kind']);
  if (!members) return null;
  if (kind !== 'replace') return { kind };
  const value = readText(memberOf(members, 'value', place), valueForm);
  return value === null ? null : { kind, value };
}

function problemPlace(place: JsonPlace, { selector }: OwnRule, { about }: OwnRuleProblem): JsonPlace {
  switch (about) {
    case 'selector':
      return memberPlace(place, `selector.${selectorMembers[selector.kind]}`);
    case 'decision':
      return memberPlace(place, 'decision.kind');
    case 'value':
      return memberPlace(place, 'decision.value');
  }
}

function memberPlace(place: JsonPlace, name: string): JsonPlace {
  return { ...place, path: `${place.path}.${name}` };
}
