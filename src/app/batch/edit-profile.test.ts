import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { OwnRule } from '../../profile/profile.ts';
import {
  countProfileChanges,
  resetProfile,
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

  it('drops options and own rules where it takes none', () => {
    expect(withPreset(edited, 'qmenta')).toMatchObject({ options: [], ownRules: [], pixels: 'export' });
  });
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
    ];
    const counts: number[] = [];
    let profile = basic;
    for (const step of steps) {
      profile = step(profile);
      counts.push(countProfileChanges(profile));
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(profile.leaveOut.modalities).toEqual(['CT', 'US']);
    expect(resetProfile(profile)).toEqual(basic);
  });
});
