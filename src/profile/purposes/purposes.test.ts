import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareProfiles } from '../compare-profiles.ts';
import { createProfile } from '../create-profile.ts';
import { loosensBasic } from '../loosens-basic.ts';
import { ownRuleProblem } from '../own-rule-problem.ts';
import { parseProfile } from '../parse-profile.ts';
import type { Profile } from '../profile.ts';
import { looserThanDefault } from './looser-than-default.ts';
import { purposeProfile } from './purpose-profile.ts';
import { type PurposeChoice, type PurposeId, purposeIds, purposes } from './purposes.ts';

const standard = purposeProfile('default');

/** Attributes that a profile keeps or cleans and the default does not keep or clean as much. */
function looserRules(profile: Profile): readonly string[] {
  const strength = { keeps: 0, cleans: 1, 'empties or replaces': 2, replaces: 2, empties: 2, removes: 2 };
  const { rules } = compareProfiles(standard, profile);
  return rules.flatMap(({ tag, a, b }) =>
    (b.fate === null ? 0 : strength[b.fate]) < (a.fate === null ? 0 : strength[a.fate]) ? [tag] : [],
  );
}

describe('a purpose', () => {
  it('has the names of the page contract', () => {
    expect([...purposeIds].sort()).toEqual(
      ['default', 'multi-site', 'neuroimaging', 'qmenta', 'radiotherapy', 'share', 'training'].sort(),
    );
  });

  it('has no own rules that would take the claim of the Basic Profile away', () => {
    expect(purposeIds.filter((id) => loosensBasic(purposeProfile(id)))).toEqual([]);
  });

  it('that is the default is the shipped profile', () => {
    expect(standard).toEqual(createProfile('qmenta-guarded'));
  });

  it.each(purposeIds)('%s is a profile that can be saved and loaded', (id) => {
    const profile = purposeProfile(id);
    expect(parseProfile(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
    expect(profile.options).toEqual([...purposes[id].options].sort());
    expect(profile.ownRules.map(ownRuleProblem)).toEqual(profile.ownRules.map(() => null));
  });

  it.each(purposeIds)('%s says what follows from each thing that it sets otherwise than the default', (id) => {
    const { preset, options, pixels, ownRules, consequences } = purposes[id];
    const otherwise: readonly PurposeChoice[] = [
      ...(preset === standard.preset ? [] : ['preset' as const]),
      ...options.filter((option) => !standard.options.includes(option)),
      ...standard.options.filter((option) => !options.includes(option)),
      ...(pixels === standard.pixels ? [] : ['pixels' as const]),
      ...(ownRules.length === 0 ? [] : ['ownRules' as const]),
    ];
    expect(Object.keys(consequences).sort()).toEqual([...otherwise].sort());
  });

  it('stands in docs/profile-format.md with what it sets (UPDATE_DOCS=1 writes it again)', () => {
    const page = new URL('../../../docs/profile-format.md', import.meta.url);
    const rows = purposeIds.map((id) => {
      const { name, preset, options, ownRules, consequences } = purposes[id];
      const sets = [`\`${preset}\``, ...options.map((option) => `\`${option}\``)].join(' + ');
      const rules = ownRules.length === 0 ? '' : ` + ${ownRules.length} own rules`;
      return `| \`${id}\` | ${name} | ${sets}${rules} | ${Object.values(consequences).join(' ')} |`;
    });
    const table = [
      '| In the address | Name | Sets | What follows, beside the default |',
      '| --- | --- | --- | --- |',
      ...rows,
    ];
    const text = readFileSync(page, 'utf8');
    const rendered = text.replace(
      /(<!-- purposes -->\n)[\s\S]*?(<!-- \/purposes -->)/,
      (_, begin, end) => `${begin}${table.join('\n')}\n${end}`,
    );
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, rendered);
    expect(readFileSync(page, 'utf8')).toBe(rendered);
  });

  it('whose name nobody knows is refused, without quoting it', () => {
    for (const name of ['DOE-JANE', 'constructor', '']) {
      expect(() => purposeProfile(name as PurposeId)).toThrow(/^There is no such purpose/);
    }
  });
});

describe('what is looser than the default', () => {
  it('is nothing for the default, for sharing, and for the Basic Profile with cleaned descriptors', () => {
    for (const profile of [standard, purposeProfile('share'), createProfile('ps315-basic', ['cleanDescriptors'])]) {
      expect(looserThanDefault(profile)).toEqual([]);
      expect(looserRules(profile)).toEqual([]);
    }
  });

  it.each(purposeIds)('is said of %s where its rules leave more in', (id) => {
    const profile = purposeProfile(id);
    expect(looserThanDefault(profile).length > 0).toBe(looserRules(profile).length > 0);
  });

  it.each(['retainSafePrivate', 'retainUids', 'retainFullDates'] as const)('is said of %s', (option) => {
    expect(looserThanDefault(createProfile('qmenta-guarded', [option]))).toHaveLength(1);
    expect(looserThanDefault(createProfile('qmenta', [option]))).toHaveLength(1);
  });

  it('counts own rules that keep, what happens to images, uncapped ages and labels', () => {
    const sentences = looserThanDefault({
      ...createProfile('ps315-basic', ['retainPatientCharacteristics'], 'export'),
      capsAges: false,
      ownRules: [
        { selector: { kind: 'keyword', keyword: 'StationName' }, decision: { kind: 'keep' } },
        { selector: { kind: 'keyword', keyword: 'StudyID' }, decision: { kind: 'remove' } },
      ],
    });
    expect(sentences.map((sentence) => sentence.split(' ').slice(0, 2).join(' '))).toEqual([
      'Sex, age,',
      'Ages over',
      'Labels of',
      'An own',
      'Images that',
    ]);
    expect(looserThanDefault(createProfile('qmenta-guarded', [], 'clean'))).toHaveLength(1);
  });
});
