import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { DeviceTemplate, OwnRule, RuleSelector } from '../../profile/profile.ts';
import {
  countProfileChanges,
  resetProfile,
  ruleKey,
  withLeftOut,
  withOneOf,
  withOption,
  withOwnRule,
  withoutOwnRule,
  withPatientScheme,
  withPreset,
} from './edit-profile.ts';

const basic = createProfile('ps315-basic');
const keepMake: OwnRule = { selector: { kind: 'tag', tag: '(0018,1250)' }, decision: { kind: 'keep' } };

const template: DeviceTemplate = {
  match: { manufacturer: 'FAKE', rows: 480, columns: 640 },
  kind: 'blank',
  frames: 'all',
  rectangles: [{ column: 0, row: 0, columns: 640, rows: 40 }],
};

describe('options', () => {
  it('are kept in one order, so that equal profiles have equal hashes', () => {
    const one = withOption(withOption(basic, 'retainUids', true), 'cleanGraphics', true);
    const other = withOption(withOption(basic, 'cleanGraphics', true), 'retainUids', true);
    expect(one).toEqual(other);
    expect(withOption(withOption(one, 'retainUids', false), 'cleanGraphics', false)).toEqual(basic);
  });

  it('never hold two of full, modified and relative dates (PS3.15 E.3.6)', () => {
    const full = withOption(basic, 'retainFullDates', true);
    expect(withOption(full, 'retainModifiedDates', true).options).toEqual(['retainModifiedDates']);
    expect(withOption(withOption(full, 'retainModifiedDates', true), 'retainFullDates', true)).toEqual(full);
    expect(withOption(full, 'retainRelativeTimes', true).options).toEqual(['retainRelativeTimes']);
  });

  it('are one state with the choices above them', () => {
    const dates = ['retainFullDates', 'retainModifiedDates'] as const;
    const shifted = withOneOf(withOption(basic, 'retainUids', true), dates, 'retainModifiedDates');
    expect(shifted.options).toEqual(['retainModifiedDates', 'retainUids']);
    expect(withOneOf(shifted, dates, null).options).toEqual(['retainUids']);
  });
});

describe('another preset', () => {
  const edited = withOwnRule(
    { ...withOption(basic, 'retainUids', true), pixels: 'export', dateShift: { maxDays: 30 } },
    keepMake,
  );

  it('takes over what was set', () => {
    const guarded = withPreset(edited, 'qmenta-guarded');
    expect(guarded).toMatchObject({ preset: 'qmenta-guarded', pixels: 'export' });
    expect(guarded.options).toEqual([...createProfile('qmenta-guarded').options, 'retainUids']);
    expect(guarded.ownRules).toEqual([keepMake]);
    expect(guarded.dateShift.maxDays).toBe(30);
  });

  it('brings its own options, and takes them away again', () => {
    expect(withPreset(withPreset(edited, 'qmenta-guarded'), 'ps315-basic')).toEqual(edited);
    const guarded = createProfile('qmenta-guarded');
    const without = guarded.options.reduce((profile, option) => withOption(profile, option, false), guarded);
    expect(withPreset(without, 'qmenta-guarded').options).toEqual([]);
  });

  it('takes over every setting that is no option, rules of devices and words included', () => {
    const own = {
      pixels: 'export',
      usesIssuerOfPatientId: true,
      patients: { kind: 'running', prefix: 'P', digits: 3 },
      dateShift: { maxDays: 30 },
      capsAges: false,
      leaveOut: { ...basic.leaveOut, modalities: ['US'], screenCaptures: true },
      templates: [template],
      words: { keep: ['ALPHA'], remove: [] },
    } as const;
    for (const preset of ['qmenta-guarded', 'qmenta'] as const) {
      expect(withPreset({ ...basic, ...own }, preset)).toMatchObject({ preset, ...own });
      expect(withPreset(basic, preset)).toEqual(createProfile(preset));
    }
  });

  it('drops options and own rules where it takes none', () => {
    expect(withPreset(edited, 'qmenta')).toMatchObject({ options: [], ownRules: [], pixels: 'export' });
  });
});

it('counts what was turned off as well', () => {
  const guarded = createProfile('qmenta-guarded');
  const [option] = guarded.options;
  expect(countProfileChanges(withOption(guarded, option!, false))).toBe(1);
});

it('knows patients by issuer under the keyed scheme only', () => {
  const issuer = { ...basic, usesIssuerOfPatientId: true };
  expect(withPatientScheme(issuer, { kind: 'keyed', prefix: 'A-' }).usesIssuerOfPatientId).toBe(true);
  expect(withPatientScheme(issuer, { kind: 'lookup' }).usesIssuerOfPatientId).toBe(false);
});

describe('own rules', () => {
  it('replace an older rule about the same tag, however it is written', () => {
    const removeMake: OwnRule = { selector: { kind: 'tag', tag: '00181250' }, decision: { kind: 'remove' } };
    const profile = withOwnRule(withOwnRule(basic, keepMake), removeMake);
    expect(profile.ownRules).toEqual([removeMake]);
    expect(withoutOwnRule(profile, keepMake)).toEqual(basic);
  });

  const creator = 'FAKE PRIVATE 1';
  const selectors: readonly RuleSelector[] = [
    { kind: 'tag', tag: '0018125A' },
    { kind: 'keyword', keyword: 'ProtocolName' },
    { kind: 'pattern', pattern: '60XX3000' },
    { kind: 'private-creator', creator },
    { kind: 'private-element', creator, element: '0019xx0C' },
  ];

  it('stand beside each other where they are about other elements', () => {
    const rules = selectors.map((selector): OwnRule => ({ selector, decision: { kind: 'remove' } }));
    const profile = rules.reduce(withOwnRule, basic);
    expect(profile.ownRules).toEqual(rules);
    for (const rule of rules) {
      const others = rules.filter((other) => other !== rule);
      expect(withoutOwnRule(profile, rule).ownRules).toEqual(others);
      const kept: OwnRule = { ...rule, decision: { kind: 'keep' } };
      expect(withOwnRule(profile, kept).ownRules, 'the new one comes last').toEqual([...others, kept]);
    }
  });

  it('are about the same whatever the case of hexadecimal digits is, and not of what a vendor wrote', () => {
    const pairs: readonly (readonly [RuleSelector, RuleSelector])[] = [
      [selectors[0]!, { kind: 'tag', tag: '(0018,125a)' }],
      [selectors[2]!, { kind: 'pattern', pattern: '60xx3000' }],
      [selectors[4]!, { kind: 'private-element', creator, element: '0019xx0c' }],
    ];
    const keyOf = (selector: RuleSelector) => ruleKey({ selector, decision: { kind: 'keep' } });
    for (const [one, other] of pairs) expect(keyOf(other)).toBe(keyOf(one));
    const small = creator.toLowerCase();
    expect(keyOf({ kind: 'private-creator', creator: small })).not.toBe(keyOf(selectors[3]!));
    expect(keyOf({ kind: 'private-element', creator: small, element: '0019xx0C' })).not.toBe(keyOf(selectors[4]!));
    expect(keyOf({ kind: 'private-element', creator, element: '0019xx0D' })).not.toBe(keyOf(selectors[4]!));
  });
});

it('leaves out what a filter names, in the order of the alphabet, until it is taken away', () => {
  const both = withLeftOut(withLeftOut(basic, 'sopClasses', '2.25.2', true), 'sopClasses', '2.25.1', true);
  expect(both.leaveOut).toEqual({ ...basic.leaveOut, sopClasses: ['2.25.1', '2.25.2'] });
  expect(withLeftOut(both, 'sopClasses', '2.25.1', true)).toEqual(both);
  expect(withLeftOut(both, 'sopClasses', '2.25.2', false).leaveOut.sopClasses).toEqual(['2.25.1']);
});

describe('the number of changes', () => {
  it('is none for each preset as it comes', () => {
    for (const preset of ['qmenta-guarded', 'qmenta', 'ps315-basic'] as const) {
      expect(countProfileChanges(createProfile(preset))).toBe(0);
    }
  });

  it('counts each switch, choice, rule and filter once, and a reset takes all back', () => {
    const steps = [
      (profile: typeof basic) => withOption(profile, 'cleanDescriptors', true),
      (profile: typeof basic) => withOwnRule(profile, keepMake),
      (profile: typeof basic) => withLeftOut(profile, 'modalities', 'US', true),
      (profile: typeof basic) => withLeftOut(profile, 'modalities', 'CT', true),
      (profile: typeof basic) => ({ ...profile, patients: { kind: 'running', prefix: 'P', digits: 3 } as const }),
      (profile: typeof basic) => ({ ...profile, capsAges: false }),
      (profile: typeof basic) => ({ ...profile, leaveOut: { ...profile.leaveOut, doseReports: true } }),
      (profile: typeof basic) => ({ ...profile, leaveOut: { ...profile.leaveOut, screenCaptures: true } }),
      (profile: typeof basic) => withLeftOut(profile, 'sopClasses', '2.25.1', true),
      (profile: typeof basic) => withLeftOut(profile, 'imageTypes', 'DERIVED', true),
      (profile: typeof basic) => ({ ...profile, name: 'Of our own' }),
      (profile: typeof basic) => ({ ...profile, pixels: 'export' as const }),
      (profile: typeof basic) => ({ ...profile, usesIssuerOfPatientId: true }),
      (profile: typeof basic) => ({ ...profile, dateShift: { maxDays: 30 } }),
      (profile: typeof basic) => ({ ...profile, words: { keep: ['ALPHA'], remove: [] } }),
      (profile: typeof basic) => ({ ...profile, words: { keep: ['ALPHA'], remove: ['BETA'] } }),
      (profile: typeof basic) => ({ ...profile, templates: [template] }),
    ];
    const counts: number[] = [];
    let profile = basic;
    for (const step of steps) {
      profile = step(profile);
      counts.push(countProfileChanges(profile));
    }
    expect(counts).toEqual(steps.map((_, at) => at + 1));
    expect(profile.leaveOut.modalities).toEqual(['CT', 'US']);
    expect(resetProfile(profile)).toEqual(basic);
  });
});
