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
 * `profile.json` of a receipt, which may be shared: it has no text that a person typed or clicked from an original. Own words are
 * counted, and new values that own rules write are left out; such a rule is no rule of a profile, so that nobody applies it by
 * mistake. The SHA-256 is that of the whole profile.
 */
export function sharedProfileJson(profile: Profile): string {
  const { words, ...rest } = profile;
  const hasValues = profile.ownRules.some(({ decision }) => decision.kind === 'replace');
  if (words === undefined && !hasValues) return profileJson(profile);
  const ownRules = profile.ownRules.map(({ selector, decision }) => ({
    selector,
    decision: decision.kind === 'replace' ? { kind: decision.kind, note: leftOutNote } : decision,
  }));
  return jsonRecord(profile, {
    hashedAs:
      'the profile with its own words and the new values of its own rules, as in the records, as canonical JSON (RFC 8785), UTF-8',
    ...(words && { ownWords: { keep: words.keep.length, remove: words.remove.length } }),
    profile: { ...rest, ownRules },
  });
}

const leftOutNote = 'The new value is in the records.';

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
