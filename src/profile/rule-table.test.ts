import { describe, expect, it } from 'vitest';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { parseTag } from '../dicom/tag.ts';
import { compileProfile } from './compile-profile.ts';
import { createProfile } from './create-profile.ts';
import { findOwnRule } from './find-own-rule.ts';
import { findRule } from './find-rule.ts';
import { presetIds } from './preset-names.ts';
import type { OwnRule } from './profile.ts';
import { tableE11 } from './rule-data.ts';
import { ruleTable, wordsOf } from './rule-table.ts';

const ownRules: readonly OwnRule[] = [
  { selector: { kind: 'keyword', keyword: 'InstitutionName' }, decision: { kind: 'keep' } },
  { selector: { kind: 'tag', tag: '00180087' }, decision: { kind: 'replace', value: '3' } },
  { selector: { kind: 'pattern', pattern: '60xx3000' }, decision: { kind: 'keep' } },
  { selector: { kind: 'keyword', keyword: 'PatientID' }, decision: { kind: 'keep' } },
];
const basic = createProfile('ps315-basic');
const linesOf = (tag: string, rules = ownRules) =>
  ruleTable({ ...basic, ownRules: rules }).filter((line) => line.tag === tag);

describe('ruleTable', () => {
  it.each(presetIds)('says of every attribute what %s does to it, own rules and options included', (preset) => {
    const profile = { ...createProfile(preset, preset === 'qmenta' ? [] : ['retainModifiedDates']), ownRules };
    const compiled = compileProfile(profile);
    const named = ruleTable(profile).filter(({ tag }) => parseTag(tag) !== null);
    expect(named.length).toBeGreaterThan(690);
    for (const { tag: printed, rule } of named) {
      const tag = parseTag(printed) as number;
      const vr = lookUpAttribute(tag)?.vr ?? 'UN';
      const own = findOwnRule(compiled.ownRules, { tag, vr, isSequence: vr === 'SQ', creator: () => '' });
      expect(rule, printed).toEqual(own ?? findRule(compiled, tag, vr));
    }
  });

  it('has every row of Table E.1-1, each key once', () => {
    const lines = ruleTable(basic);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
    expect(lines.slice(0, tableE11.length).map(({ name }) => name)).toEqual(tableE11.map(({ name }) => name));
  });

  it('shows own rules in place where a row has the attribute, and before the table where none has', () => {
    expect(linesOf('(0008,0080)').map(wordsOf)).toEqual(['kept']);
    expect(ruleTable({ ...basic, ownRules })[0]).toMatchObject({ tag: '(0018,0087)', name: 'Magnetic Field Strength' });
    expect(linesOf('(0018,0087)').map(wordsOf)).toEqual(['replaced by “3”']);
  });

  it('shows a pattern on the row of a repeating group only when it takes in all of it', () => {
    expect(linesOf('(60xx,3000)').map(wordsOf)).toEqual(['kept', 'kept']);
    const part: OwnRule = { selector: { kind: 'pattern', pattern: '600x3000' }, decision: { kind: 'keep' } };
    expect(linesOf('(60xx,3000)', [part]).map(wordsOf)).toEqual(['removed']);
  });

  it('leaves name and ID of the patient to the pseudonym, whatever an own rule says', () => {
    expect(linesOf('(0010,0020)').map(wordsOf)).toEqual(['replaced by the pseudonym']);
  });
});
