import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { presetNames } from '../profile/preset-names.ts';
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
  return jsonRecord(profile, { hashedAs: 'member "profile" as canonical JSON (RFC 8785), UTF-8', profile });
}

/**
 * `profile.json` of a receipt, which may be shared: of the own words, which are words of original texts, it has the counts. The
 * SHA-256 is that of the whole profile.
 */
export function sharedProfileJson(profile: Profile): string {
  const { words, ...shared } = profile;
  if (words === undefined) return profileJson(profile);
  return jsonRecord(profile, {
    hashedAs: 'the profile with its own words, as in the records, as canonical JSON (RFC 8785), UTF-8',
    ownWords: { keep: words.keep.length, remove: words.remove.length },
    profile: shared,
  });
}

function jsonRecord(profile: Profile, rest: object): string {
  const record = {
    name: profile.name,
    preset: presetNames[profile.preset],
    version: profile.version,
    tableEdition: profile.tableEdition,
    sha256: hashProfile(profile),
    ...rest,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
