import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash, toBase32 } from './keyed-hash.ts';
import { createPseudonyms } from './pseudonym.ts';

const key = new Uint8Array(32).fill(1);
const otherKey = new Uint8Array(32).fill(2);
const digits = '[0-9A-HJKMNP-TV-Z]';

describe('pseudonyms', () => {
  it('have the form of their kind', () => {
    const { patientCode, study, series, instance } = createPseudonyms(key);
    expect(patientCode('a')).toMatch(new RegExp(`^${digits}{10}$`));
    expect(study('a')).toMatch(new RegExp(`^S-${digits}{8}$`));
    expect(series('a')).toMatch(new RegExp(`^E-${digits}{8}$`));
    expect(instance('a')).toMatch(new RegExp(`^I-${digits}{12}$`));
  });

  it('are the same for the same key and original, and others for another key', () => {
    fc.assert(
      fc.property(fc.string(), (original) => {
        const one = createPseudonyms(key);
        const two = createPseudonyms(key.slice());
        const three = createPseudonyms(otherKey);
        for (const kind of ['patientCode', 'study', 'series', 'instance', 'newUid'] as const) {
          expect(one[kind](original)).toBe(two[kind](original));
          expect(one[kind](original)).toBe(one[kind](original));
          expect(one[kind](original)).not.toBe(three[kind](original));
        }
      }),
    );
  });

  it('give each purpose its own result', () => {
    const purposes = (['patient', 'study', 'series', 'instance', 'uid'] as const).map((purpose) =>
      toBase32(keyedHash(key, purpose, 'same'), 51),
    );
    expect(new Set(purposes).size).toBe(purposes.length);
  });

  it('stay right when more originals come than are remembered', () => {
    const { newUid } = createPseudonyms(key);
    const first = newUid('1.2.3');
    for (let n = 0; n < 20_100; n++) newUid(`1.2.3.${n}`);
    expect(newUid('1.2.3')).toBe(first);
  });
});

describe('new UIDs', () => {
  it('are version-8 UUIDs under 2.25, at most 64 characters (RFC 9562 5.8, PS3.5 B.2)', () => {
    const { newUid } = createPseudonyms(key);
    fc.assert(
      fc.property(fc.string(), (original) => {
        const uid = newUid(original);
        expect(uid).toMatch(/^2\.25\.[1-9]\d*$/);
        expect(uid.length).toBeLessThanOrEqual(64);
        const uuid = BigInt(uid.slice('2.25.'.length));
        expect((uuid >> 76n) & 0xfn).toBe(8n);
        expect((uuid >> 62n) & 3n).toBe(2n);
      }),
    );
  });
});

describe('keyedHash', () => {
  it('is HMAC-SHA-256 over length-prefixed purpose and original', () => {
    // Computed with OpenSSL: 00000003 "uid" 00000005 "1.2.3" under a key of 32 bytes 01.
    const hex = [...keyedHash(key, 'uid', '1.2.3')].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hex).toBe('40a394d704d955626e8379ab277870dd37216d43757e6d11e562082a5b81d9b9');
  });
});
