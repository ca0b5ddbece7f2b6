import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import dictionary from '../dicom/data/dictionary.json' with { type: 'json' };
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { parseTag, type Tag } from '../dicom/tag.ts';
import { compareProfiles, comparisonSentences, isSameProfile, type ProfileComparison } from './compare-profiles.ts';
import { compileProfile } from './compile-profile.ts';
import { createProfile } from './create-profile.ts';
import { findOwnRule } from './find-own-rule.ts';
import { findRule } from './find-rule.ts';
import { presetIds } from './preset-names.ts';
import type { OwnRule, Profile } from './profile.ts';
import { ruleWords } from './rule-words.ts';
import { supportedOptions } from './supported-options.ts';

const basic = createProfile('ps315-basic');
const guarded = createProfile('qmenta-guarded');
const published = createProfile('qmenta');
const rule = (keyword: string, kind: 'keep' | 'remove'): OwnRule => ({
  selector: { kind: 'keyword', keyword },
  decision: { kind },
});

describe('compareProfiles', () => {
  it('finds no difference between a profile and itself', () => {
    for (const profile of [basic, guarded, published]) {
      expect(isSameProfile(compareProfiles(profile, { ...profile }))).toBe(true);
    }
  });

  it('lists what the published table leaves in, with both fates in words', () => {
    const { rules } = compareProfiles(basic, published);
    const uid = rules.find(({ tag }) => tag === '(0020,000D)');
    expect(uid).toMatchObject({ name: 'Study Instance UID', vr: 'UI' });
    expect([uid?.a.words, uid?.b.words]).toEqual(['replaced by a new UID', 'kept']);
  });

  it('tells times that count from the start of their study', () => {
    const { settings, rules } = compareProfiles({ ...basic, options: ['retainRelativeTimes'] }, basic);
    expect(settings).toEqual([{ label: 'Date shift', a: 'Each study to 1900-01-01 00:00:00', b: 'None' }]);
    expect(rules.find(({ tag }) => tag === '(0008,0020)')?.a.words).toBe('counted from the start of the study');
    expect(rules.map(({ tag }) => tag)).not.toContain('(0038,0020)');
  });

  it('tells an option in the rules, the options and the settings', () => {
    const { options, settings, rules } = compareProfiles(
      { ...basic, options: ['retainModifiedDates'], dateShift: { maxDays: 30 } },
      basic,
    );
    expect(options).toEqual({ onlyA: ['retainModifiedDates'], onlyB: [] });
    expect(settings).toEqual([{ label: 'Date shift', a: 'Each patient by 1 to 30 days into the past', b: 'None' }]);
    expect(rules.find(({ tag }) => tag === '(0008,0020)')?.a.words).toBe('shifted in time');
    expect(rules.find(({ name }) => name === 'Other dates')?.a.words).toBe('shifted in time');
  });

  it('tells own rules about attributes that no row names, and passes over those that change nothing', () => {
    const own = (...ownRules: readonly OwnRule[]) => compareProfiles({ ...basic, ownRules }, basic).rules;
    expect(own(rule('MagneticFieldStrength', 'remove')).map(({ tag, a, b }) => [tag, a.words, b.words])).toEqual([
      ['(0018,0087)', 'removed', 'kept'],
    ]);
    expect(own(rule('MagneticFieldStrength', 'keep'))).toEqual([]);
    expect(own(rule('InstitutionName', 'keep')).map(({ tag }) => tag)).toEqual(['(0008,0080)']);
  });

  it('compares patterns and private creators as wholes', () => {
    const ownRules: readonly OwnRule[] = [
      { selector: { kind: 'private-creator', creator: 'ACME 1.0' }, decision: { kind: 'keep' } },
      { selector: { kind: 'pattern', pattern: '60xx1500' }, decision: { kind: 'keep' } },
    ];
    const { rules } = compareProfiles({ ...basic, ownRules }, basic);
    expect(rules.map(({ tag, a, b }) => [tag, a.words, b.words])).toEqual([
      ['ACME 1.0', 'kept', 'removed'],
      ['(60xx,1500)', 'kept', 'no rule of its own'],
      ['(60xx,1500)', 'kept', 'removed'],
    ]);
  });

  it('gives options no meaning where the preset takes none', () => {
    expect(isSameProfile(compareProfiles({ ...published, options: ['retainUids'] }, published))).toBe(true);
  });

  it('says it in sentences, the largest group first', () => {
    const comparison = compareProfiles(published, basic);
    const [first, ...rest] = comparisonSentences(comparison, 'QMENTA', 'Basic');
    expect(first).toMatch(/^QMENTA keeps \d+ attributes that Basic removes\.$/);
    expect(rest.length).toBeGreaterThan(0);
    expect(comparisonSentences(compareProfiles(guarded, published), 'A', 'B')).toContainEqual(
      expect.stringMatching(/^Both remove \d+ attributes, but not in the same way\.$/),
    );
    expect(comparison.counts.reduce((sum, { count }) => sum + count, 0)).toBe(comparison.rules.length);
  });
});

describe('properties of compareProfiles', () => {
  it('swaps its sides when the profiles are swapped, and nothing else', () => {
    fc.assert(
      fc.property(someProfile, someProfile, (a, b) => {
        expect(compareProfiles(b, a)).toEqual(swapped(compareProfiles(a, b)));
      }),
      { numRuns: 30 },
    );
  });

  it('has no rules exactly when every attribute of the dictionary, and a private one, meets the same fate', () => {
    fc.assert(
      fc.property(someProfile, someProfile, (a, b) => {
        const [fatesOfA, fatesOfB] = [fates(a), fates(b)];
        const isSame = fatesOfA.every((words, at) => words === fatesOfB[at]);
        expect(compareProfiles(a, b).rules.length === 0).toBe(isSame);
      }),
      { numRuns: 30 },
    );
  });
});

const attributes: readonly Tag[] = Object.keys(dictionary).flatMap((digits) => parseTag(digits) ?? []);

const privateAttribute = 0x00291001;

/** What the engine does, asked attribute by attribute. */
function fates(profile: Profile): readonly string[] {
  const compiled = compileProfile(profile);
  return [...attributes, privateAttribute].map((tag) => {
    const vr = lookUpAttribute(tag)?.vr ?? 'UN';
    const subject = { tag, vr, isSequence: vr === 'SQ', creator: () => '' };
    if (tag === 0x00100010 || tag === 0x00100020) return 'pseudonym';
    return ruleWords(findOwnRule(compiled.ownRules, subject) ?? findRule(compiled, tag, vr));
  });
}

function swapped({ options, settings, rules, counts }: ProfileComparison): ProfileComparison {
  return {
    options: { onlyA: options.onlyB, onlyB: options.onlyA },
    settings: settings.map(({ label, a, b }) => ({ label, a: b, b: a })),
    rules: rules.map((difference) => ({ ...difference, a: difference.b, b: difference.a })),
    counts: counts.map(({ a, b, count }) => ({ a: b, b: a, count })),
  };
}

const someRule = fc.record({
  selector: fc.constantFrom(
    { kind: 'keyword', keyword: 'InstitutionName' },
    { kind: 'keyword', keyword: 'MagneticFieldStrength' },
    { kind: 'tag', tag: '00101030' },
  ),
  decision: fc.constantFrom({ kind: 'keep' }, { kind: 'remove' }, { kind: 'empty' }),
}) as fc.Arbitrary<OwnRule>;

const someProfile: fc.Arbitrary<Profile> = fc
  .record({
    preset: fc.constantFrom(...presetIds),
    options: fc.subarray([...supportedOptions], { maxLength: 3 }),
    ownRules: fc.array(someRule, { maxLength: 2 }),
    pixels: fc.constantFrom('hold', 'export'),
  })
  .map(({ preset, options, ownRules, pixels }) => ({
    ...createProfile(preset, options, pixels as Profile['pixels']),
    ownRules,
  }));
