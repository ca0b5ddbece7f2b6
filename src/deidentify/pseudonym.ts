import { boundedMemo } from './bounded-memo.ts';
import { type HashPurpose, keyedHash, toBase32 } from './keyed-hash.ts';

/**
 * Everything that is derived from the project key. Same key, same original: same result, on any machine, without any
 * table. The functions remember recent answers, as one HMAC costs about 10 µs.
 */
export type Pseudonyms = {
  /** 10 digits of base 32; the profile's prefix comes in front. @param patientKey of `patientKeyOf`. */
  readonly patientCode: (patientKey: string) => string;
  /** `S-` and 8 digits; path part only. @param original Study Instance UID, or what stands in for it. */
  readonly study: (original: string) => string;
  /** `E-` and 8 digits; path part only. */
  readonly series: (original: string) => string;
  /** `I-` and 12 digits; path part only. */
  readonly instance: (original: string) => string;
  /** `AE-` and 10 digits: an AE title of 13 characters, the same wherever the original stands. */
  readonly device: (original: string) => string;
  /** A UID under `2.25.` (PS3.5 B.2) made of a version-8 UUID (RFC 9562 5.8); at most 44 characters. */
  readonly newUid: (original: string) => string;
};

const rememberedUids = 20_000;
const rememberedParts = 5_000;

/** @param key 32 secret bytes. */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  const code = (purpose: HashPurpose, prefix: string, digits: number) =>
    boundedMemo((original) => `${prefix}${toBase32(keyedHash(key, purpose, original), digits)}`, rememberedParts);
  return {
    patientCode: code('patient', '', 10),
    study: code('study', 'S-', 8),
    series: code('series', 'E-', 8),
    instance: code('instance', 'I-', 12),
    device: code('device', 'AE-', 10),
    newUid: boundedMemo((original) => uidOf(keyedHash(key, 'uid', original)), rememberedUids),
  };
}

/** Pseudonyms of a key, made once for each key object: a worker keeps one key for a whole batch. */
export function pseudonymsOf(key: Uint8Array): Pseudonyms {
  const known = byKey.get(key);
  if (known) return known;
  const made = createPseudonyms(key);
  byKey.set(key, made);
  return made;
}

/** True for text that ends as a patient's keyed pseudonym does, of whatever key and prefix. */
export function isPatientPseudonym(text: string): boolean {
  return /(^|[^0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{10}$/.test(text);
}

const byKey = new WeakMap<Uint8Array, Pseudonyms>();

function uidOf(hash: Uint8Array): string {
  const uuid = hash.slice(0, 16);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x80; // version 8: custom content
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80; // variant of RFC 9562
  const view = new DataView(uuid.buffer);
  return `2.25.${(view.getBigUint64(0) << 64n) | view.getBigUint64(8)}`;
}
