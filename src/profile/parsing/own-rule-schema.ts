import * as v from 'valibot';
import { tagOfSelector } from '../compile-own-rules.ts';
import { type OwnRuleProblem, ownRuleProblem } from '../own-rule-problem.ts';
import type { OwnDecision, OwnRule, RuleSelector } from '../profile.ts';
import { kindMembers, kinds, listOf, members, oneOf, pathTo, text } from './schema-parts.ts';

/** More than Table E.1-1 has rows. */
const mostRules = 1000;

// LO (PS3.5 6.2): at most 64 characters, no backslash, no control characters.
const creator = text(
  /^(?! )[^\\\p{Cc}]{1,64}(?<! )$/u,
  'the text of a private creator, at most 64 characters without spaces around it',
);

const tag = v.pipe(
  text(/^\(?[0-9A-Fa-f]{4},?[0-9A-Fa-f]{4}\)?$/, 'a tag of eight hex digits, as 00100020 or (0010,0020)'),
  v.transform((written) => written.replace(/[(),]/g, '').toUpperCase()),
);
const keyword = text(/^[A-Za-z][A-Za-z0-9]{0,99}$/, 'a keyword of PS3.6, as PatientID');
const pattern = v.pipe(
  text(/^(?=.*[xX])[0-9A-Fa-fxX]{8}$/, 'eight hex digits with x for any digit, as 60xx3000'),
  v.transform((written) => written.toUpperCase().replaceAll('X', 'x')),
);
const element = v.pipe(
  text(/^[0-9A-Fa-f]{3}[13579BbDdFf][xX]{2}[0-9A-Fa-f]{2}$/, 'an odd group, xx and two hex digits, as 0019xx0C'),
  v.transform((written) => written.toUpperCase().replace('XX', 'xx')),
);

const selector = kinds(
  ['tag', 'keyword', 'pattern', 'private-creator', 'private-element'],
  [
    kindMembers({ kind: v.literal('tag'), tag }),
    kindMembers({ kind: v.literal('keyword'), keyword }),
    kindMembers({ kind: v.literal('pattern'), pattern }),
    kindMembers({ kind: v.literal('private-creator'), creator }),
    kindMembers({ kind: v.literal('private-element'), creator, element }),
  ],
) satisfies v.GenericSchema<unknown, RuleSelector>;

const plain = ['keep', 'remove', 'empty', 'dummy', 'replace-uid', 'clean'] as const;

const decision = kinds(
  [...plain, 'replace'],
  [
    kindMembers({ kind: oneOf(plain) }),
    kindMembers({ kind: v.literal('replace'), value: text(/^[\s\S]{1,1024}$/u, 'a text of 1 to 1024 characters') }),
  ],
) satisfies v.GenericSchema<unknown, OwnDecision>;

const ownRule = v.pipe(
  members({ selector, decision }),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? ownRuleProblem(dataset.value) : null;
    if (problem !== null) {
      addIssue({ message: problem.message, path: pathTo(dataset.value, placeOf(dataset.value as OwnRule, problem)) });
    }
  }),
);

/** The member `ownRules`. Each rule must be one that can act; two about the same selector contradict each other. */
export const ownRules = v.pipe(
  listOf(ownRule, mostRules),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Set<string>();
    for (const [at, rule] of dataset.value.entries()) {
      const subject = subjectOf(rule.selector);
      if (seen.has(subject)) {
        addIssue({ message: 'Another rule has the same selector.', path: pathTo(dataset.value, [at, 'selector']) });
      }
      seen.add(subject);
    }
  }),
) satisfies v.GenericSchema<unknown, readonly OwnRule[]>;

/** A tag and its keyword are the same attribute. */
function subjectOf(selected: RuleSelector): string {
  const isOne = selected.kind === 'tag' || selected.kind === 'keyword';
  return isOne ? `tag ${tagOfSelector(selected)}` : JSON.stringify(selected);
}

const selectorMembers = {
  tag: 'tag',
  keyword: 'keyword',
  pattern: 'pattern',
  'private-creator': 'creator',
  'private-element': 'element',
} as const satisfies Record<RuleSelector['kind'], string>;

function placeOf(rule: OwnRule, { about }: OwnRuleProblem): readonly string[] {
  switch (about) {
    case 'selector':
      return ['selector', selectorMembers[rule.selector.kind]];
    case 'decision':
      return ['decision', 'kind'];
    case 'value':
      return ['decision', 'value'];
  }
}
