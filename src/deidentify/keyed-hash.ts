import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** What a keyed hash is for; part of the hashed message, so that equal originals give unrelated results. */
export type HashPurpose =
  | 'patient'
  | 'patient-order'
  | 'study'
  | 'series'
  | 'instance'
  | 'uid'
  | 'date-shift'
  | 'device'
  | 'station'
  | 'journal'
  | 'output'
  | 'held-token'
  | 'held-value'
  | 'report-text';

const utf8 = new TextEncoder();

/**
 * HMAC-SHA-256 over purpose and original, each preceded by its length in bytes (32 bits, big endian): no two different
 * pairs give the same message. @returns 32 bytes.
 */
export function keyedHash(key: Uint8Array, purpose: HashPurpose, original: string): Uint8Array {
  return keyed(key).clone().update(message(purpose, original)).digest();
}

/** A keyed hash of more bytes than should be in memory at once. */
export type KeyedHasher = { readonly update: (bytes: Uint8Array) => void; readonly digest: () => Uint8Array };

/** The same hash, over purpose and head (each with its length) and then whatever is given to it, in order. */
export function startKeyedHash(key: Uint8Array, purpose: HashPurpose, head: string): KeyedHasher {
  const hash = keyed(key).clone().update(message(purpose, head));
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
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

/** Both fields with their lengths, in room that the next message overwrites. */
function message(purpose: HashPurpose, original: string): Uint8Array {
  // A character takes three bytes of UTF-8 at most.
  const most = 8 + 3 * (purpose.length + original.length);
  if (room.length < most) room = new Uint8Array(2 * most);
  return room.subarray(0, append(append(0, purpose), original));
}

let room = new Uint8Array(256);

/** @returns the offset behind the field. */
function append(at: number, field: string): number {
  const length = utf8.encodeInto(field, room.subarray(at + 4)).written;
  room[at] = length >>> 24;
  room[at + 1] = length >>> 16;
  room[at + 2] = length >>> 8;
  room[at + 3] = length;
  return at + 4 + length;
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
