import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import type { OwnRule, Profile } from '../../profile/profile.ts';
import { purposeProfile } from '../../profile/purposes/purpose-profile.ts';
import { purposeIds } from '../../profile/purposes/purposes.ts';
import { withOption, withOwnRule } from './edit-profile.ts';
import { isEdited, purposeOf, resetToPurpose, withPurpose } from './edit-purpose.ts';

const keepMake: OwnRule = { selector: { kind: 'keyword', keyword: 'Manufacturer' }, decision: { kind: 'keep' } };

describe('a purpose', () => {
  it.each(purposeIds)('%s sets what its profile has, from every other purpose', (id) => {
    for (const other of purposeIds) {
      expect(withPurpose(purposeProfile(other), id)).toEqual(purposeProfile(id));
    }
    expect(purposeOf(purposeProfile(id))).toBe(id);
  });

  it('is nothing that was edited, until something is set beside it', () => {
    for (const id of purposeIds) expect(isEdited(withPurpose(createProfile('qmenta-guarded'), id)), id).toBe(false);
    expect(isEdited(withOwnRule(purposeProfile('share'), keepMake))).toBe(true);
    expect(isEdited({ ...createProfile('ps315-basic'), capsAges: !createProfile('ps315-basic').capsAges })).toBe(true);
  });

  it('leaves alone what the person has set beside it', () => {
    const own: Profile = {
      ...withOwnRule(createProfile('qmenta-guarded'), keepMake),
      patients: { kind: 'running', prefix: 'T-', digits: 3 },
      dateShift: { maxDays: 90 },
      leaveOut: { ...createProfile('qmenta').leaveOut, doseReports: true },
    };
    const shared = withPurpose(own, 'share');
    expect(shared).toMatchObject({ patients: own.patients, dateShift: own.dateShift, leaveOut: own.leaveOut });
    expect(shared.ownRules).toEqual([keepMake, ...purposeProfile('share').ownRules]);
    expect(purposeOf(shared)).toBe('share');
    expect(withPurpose(shared, 'default')).toEqual(own);
  });

  it('is what a reset goes back to; without one it is the preset', () => {
    const training = purposeProfile('training');
    expect(resetToPurpose({ ...training, capsAges: false })).toEqual(training);
    expect(resetToPurpose(withOption(training, 'retainUids', true))).toEqual(createProfile('qmenta-guarded'));
  });

  it('is none any more once an option, the images or one of its rules were changed', () => {
    const share = purposeProfile('share');
    expect(purposeOf(withOption(share, 'retainUids', true))).toBeNull();
    expect(purposeOf({ ...share, pixels: 'export' })).toBeNull();
    expect(purposeOf({ ...share, ownRules: share.ownRules.slice(1) })).toBeNull();
  });
});
