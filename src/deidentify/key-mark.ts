import { keyedHash, toBase32 } from './keyed-hash.ts';

/** Digits of five bits: 130 bits, so that no two marks of any batch meet. */
const markDigits = 26;

/** HMAC-SHA-256 under the project key: without the key it tells nothing. */
export function mark(projectKey: Uint8Array, what: readonly unknown[]): string {
  return toBase32(keyedHash(projectKey, 'journal', JSON.stringify(what)), markDigits);
}

/** Tells whether two things were made under one key, and nothing of the key. */
export function keyCheck(projectKey: Uint8Array): string {
  return mark(projectKey, ['key']);
}
