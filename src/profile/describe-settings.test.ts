import { describe, expect, it } from 'vitest';
import { createProfile } from './create-profile.ts';
import { settingsLines } from './describe-settings.ts';
import { ownRuleWarnings } from './own-rule-warnings.ts';
import type { OwnRule, Profile } from './profile.ts';

const base = createProfile('ps315-basic');
const rule = (keyword: string, kind: 'keep' | 'remove'): OwnRule => ({
  selector: { kind: 'keyword', keyword },
  decision: { kind },
});

describe('the settings of a profile in words', () => {
  it('take no line while nothing is set', () => {
    expect(settingsLines(base)).toEqual([]);
  });

  it('name scheme, own rules and filters', () => {
    const profile: Profile = {
      ...base,
      patients: { kind: 'lookup' },
      ownRules: [rule('Manufacturer', 'remove'), rule('Modality', 'keep'), rule('StationName', 'remove')],
      leaveOut: { ...base.leaveOut, modalities: ['SR'], sopClasses: ['1.2.3'], doseReports: true },
    };
    expect(settingsLines(profile).map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'New patient IDs: From your patient table; other patients are held',
      'Own rules: 2 remove, 1 keep',
      'Files left out: modality SR, 1 SOP class, dose reports',
    ]);
  });

  it('warn of rules that keep more than the Basic Profile, and of no others', () => {
    const warned = (ownRule: OwnRule) =>
      ownRuleWarnings({ ...base, ownRules: [ownRule] }).some((warning) => warning.startsWith('Own rules keep'));
    expect(warned(rule('InstitutionName', 'keep'))).toBe(true);
    expect(warned(rule('Modality', 'keep'))).toBe(false);
    expect(warned(rule('InstitutionName', 'remove'))).toBe(false);
  });
});
