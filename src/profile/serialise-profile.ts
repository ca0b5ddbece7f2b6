import { canonicalJson } from './canonical-json.ts';
import type { Profile } from './profile.ts';

/**
 * A profile as the text of a file. Canonical JSON without a line end, so that the SHA-256 of the file is the fingerprint
 * that the records name. `parseProfile` reads it back.
 */
export function serialiseProfile(profile: Profile): string {
  return canonicalJson(profile);
}
