import type { OwnRule, Profile } from '../../profile/profile.ts';
import { purposeProfile } from '../../profile/purposes/purpose-profile.ts';
import { type PurposeId, purposeIds, purposes } from '../../profile/purposes/purposes.ts';
import { countProfileChanges, resetProfile, ruleKey, takesOptions, withOwnRule, withPreset } from './edit-profile.ts';

/**
 * Sets what a purpose sets: preset, options, what happens to images, and its own rules in place of those of another purpose.
 * All else that the person has set stays.
 */
export function withPurpose(profile: Profile, id: PurposeId): Profile {
  const { preset, options, pixels, ownRules } = purposes[id];
  const others = profile.ownRules.filter((rule) => !isOfPurpose(rule));
  const based = { ...withPreset({ ...profile, ownRules: others }, preset), options: [...options].sort(), pixels };
  return takesOptions(preset) ? ownRules.reduce(withOwnRule, based) : based;
}

/**
 * The purpose whose settings a profile has, whatever else the person has set beside them; null when one of them was changed.
 */
export function purposeOf(profile: Profile): PurposeId | null {
  const rules = new Set(profile.ownRules.map(asText));
  const found = purposeIds.find((id) => {
    const { preset, options, pixels, ownRules } = purposes[id];
    const isSet =
      preset === profile.preset && pixels === profile.pixels && ownRules.every((rule) => rules.has(asText(rule)));
    return isSet && [...options].sort().join() === profile.options.join();
  });
  return found ?? null;
}

/** The purpose as it comes; for a profile that is none, its preset as it comes. */
export function resetToPurpose(profile: Profile): Profile {
  const id = purposeOf(profile);
  return id === null ? resetProfile(profile) : purposeProfile(id);
}

/** True once the person has set something beside what the purpose, or the preset, sets. */
export function isEdited(profile: Profile): boolean {
  return countProfileChanges(profile, resetToPurpose(profile)) > 0;
}

const asText = (rule: OwnRule) => `${ruleKey(rule)} ${JSON.stringify(rule.decision)}`;

const rulesOfPurposes = new Set(purposeIds.flatMap((id) => purposes[id].ownRules.map(asText)));

function isOfPurpose(rule: OwnRule): boolean {
  return rulesOfPurposes.has(asText(rule));
}
