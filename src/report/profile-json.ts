import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Profile } from '../profile/profile.ts';

/**
 * SHA-256 of a profile, in hexadecimal: the fingerprint of what a run did. Taken over canonical JSON, so that the order
 * of members does not matter.
 */
export function hashProfile(profile: Profile): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonicalJson(profile))));
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

/** JSON with members in the order of their names and no white space (RFC 8785, for plain data with integers). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
