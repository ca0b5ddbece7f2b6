import type { PresetId, Profile } from '../profile/profile.ts';
import { profileTitle } from '../profile/profile-title.ts';
import { hashProfile } from '../report/profile-json.ts';
import { readProfile } from './read-profile.ts';

/** The profile is not the one that was pinned. Nothing may run then. */
export class PinnedProfileError extends TypeError {}

/**
 * The profile that a caller means, and no other than the pinned one.
 * @param sha256 of the profile (src/report/profile-json.ts), in hexadecimal of either case; undefined pins nothing
 * @throws PinnedProfileError when the hash is another; TypeError when the profile cannot be used
 */
export function readPinnedProfile(given: PresetId | Profile | string, sha256: string | undefined): Profile {
  const profile = readProfile(given);
  if (sha256 === undefined) return profile;
  if (hashProfile(profile) !== sha256.trim().toLowerCase()) {
    throw new PinnedProfileError('The profile is not the one that is pinned: its SHA-256 is another.');
  }
  return profile;
}

export function describePin(profile: Profile): { readonly name: string; readonly sha256: string } {
  return { name: profileTitle(profile), sha256: hashProfile(profile) };
}
