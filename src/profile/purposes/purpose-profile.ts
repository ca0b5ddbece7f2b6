import { createProfile } from '../create-profile.ts';
import type { Profile } from '../profile.ts';
import { type PurposeId, purposeIds, purposes } from './purposes.ts';

/**
 * The profile that a purpose sets.
 * @throws TypeError when no purpose has this name, as a caller without types may give any text
 */
export function purposeProfile(name: PurposeId): Profile {
  if (!purposeIds.includes(name)) {
    throw new TypeError(`There is no such purpose. Choose from: ${purposeIds.join(', ')}.`);
  }
  const { preset, options, pixels, ownRules } = purposes[name];
  return { ...createProfile(preset, options, pixels), ownRules };
}
