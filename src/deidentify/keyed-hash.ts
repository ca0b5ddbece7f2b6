import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** What a keyed hash is for; part of the hashed message, so that equal originals give unrelated results. */
export type HashPurpose = 'patient' | 'study' | 'series' | 'instance' | 'uid' | 'date-shift' | 'device' | 'journal';

const utf8 = new TextEncoder();

/**
 * HMAC-SHA-256 over purpose and original, each preceded by its length in bytes (32 bits, big endian): no two different
 * pairs give the same message. @returns 32 bytes.
 */
export function keyedHash(key: Uint8Array, purpose: HashPurpose, original: string): Uint8Array {
  return keyed(key)
    .clone()
    .update(lengthPrefixed([purpose, original]))
    .digest();
}

/** The hash with the key already in it, which is the dearer half. A worker keeps one key for a whole batch. */
function keyed(key: Uint8Array): ReturnType<typeof hmac.create> {
  const known = byKey.get(key);
  if (known) return known;
  const made = hmac.create(sha256, key);
  byKey.set(key, made);
  return made;
}

const byKey = new WeakMap<Uint8Array, ReturnType<typeof hmac.create>>();

function lengthPrefixed(fields: readonly string[]): Uint8Array {
  const encoded = fields.map((field) => utf8.encode(field));
  const message = new Uint8Array(encoded.reduce((sum, bytes) => sum + 4 + bytes.length, 0));
  const view = new DataView(message.buffer);
  let at = 0;
  for (const bytes of encoded) {
    view.setUint32(at, bytes.length);
    message.set(bytes, at + 4);
    at += 4 + bytes.length;
  }
  return message;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first `length` digits of a hash in Crockford's base 32: five bits a digit, no I, L, O or U. At most 51 digits. */
export function toBase32(hash: Uint8Array, length: number): string {
  let text = '';
  for (let digit = 0; digit < length; digit++) {
    const bit = digit * 5;
    const pair = ((hash[bit >> 3] ?? 0) << 8) | (hash[(bit >> 3) + 1] ?? 0);
    text += crockford.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return text;
}
