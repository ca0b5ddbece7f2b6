import { describe, expect, it } from 'vitest';
import { createProfile } from './create-profile.ts';
import { loosensBasic } from './loosens-basic.ts';
import { privateRuleWarning } from './private-rule-warning.ts';
import type { OwnDecision, OwnRule, RuleSelector } from './profile.ts';

const listed: RuleSelector = { kind: 'private-element', creator: 'SIEMENS MR HEADER', element: '0019xx0C' };
const other: RuleSelector = { kind: 'private-element', creator: 'SIEMENS MR HEADER', element: '0019xxF0' };
const all: RuleSelector = { kind: 'private-creator', creator: 'SIEMENS MR HEADER' };
const ofOther: RuleSelector = { kind: 'private-element', creator: 'ACME', element: '0019xx0C' };

describe('what is said before a private rule is added', () => {
  it.each<[RuleSelector, OwnDecision['kind'] & ('keep' | 'remove' | 'empty'), boolean]>([
    [listed, 'keep', false],
    [other, 'keep', true],
    [ofOther, 'keep', true],
    [all, 'keep', true],
    [other, 'remove', false],
    [all, 'empty', false],
  ])('%j, %s', (selector, kind, isSaid) => {
    const rule: OwnRule = { selector, decision: { kind } };
    expect(privateRuleWarning(rule) !== null).toBe(isSaid);
    expect(loosensBasic({ ...createProfile('ps315-basic'), ownRules: [rule] })).toBe(isSaid);
  });

  it('says in the end what the files will say', () => {
    expect(privateRuleWarning({ selector: other, decision: { kind: 'keep' } })).toContain(
      'Patient Identity Removed NO',
    );
  });
});
