import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Profile } from '../profile/profile.ts';
import { serialiseProfile } from '../profile/serialise-profile.ts';

/**
 * SHA-256 of a profile, in hexadecimal: the fingerprint of what a run did. Taken over canonical JSON, so that the order
 * of members does not matter.
 */
export function hashProfile(profile: Profile): string {
  return bytesToHex(sha256(new TextEncoder().encode(serialiseProfile(profile))));
}

/** `profile.json`: the profile as it was applied and what identifies it. The project key is not part of a profile. */
export function profileJson(profile: Profile): string {
  const record = {
    name: profile.name,
    version: profile.version,
    tableEdition: profile.tableEdition,
    sha256: hashProfile(profile),
    hashedAs: 'member "profile" as canonical JSON (RFC 8785), UTF-8',
    profile,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
