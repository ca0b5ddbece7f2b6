import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../profile/canonical-json.ts';
import { createProfile } from '../profile/create-profile.ts';
import { hashProfile, profileJson } from './profile-json.ts';

describe('canonicalJson', () => {
  it('orders members by name at every depth and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: 'x"' }], a: true })).toBe(
      '{"a":true,"b":[2,1,{"c":"x\\"","d":null}]}',
    );
  });
});

describe('profileJson', () => {
  it('carries a SHA-256 that anyone can recompute', () => {
    const record = JSON.parse(profileJson(createProfile('ps315-basic')));
    const expected = createHash('sha256').update(canonicalJson(record.profile)).digest('hex');
    expect(record.sha256).toBe(expected);
    expect(record).toMatchObject({ version: record.profile.version, tableEdition: record.profile.tableEdition });
  });
});

describe('hashProfile', () => {
  it('tells profiles apart and does not mind the order of members', () => {
    const profile = createProfile('qmenta-guarded');
    const shuffled = Object.fromEntries(Object.entries(profile).reverse()) as typeof profile;
    expect(hashProfile(shuffled)).toBe(hashProfile(profile));
    expect(hashProfile(createProfile('qmenta-guarded', [], 'export'))).not.toBe(hashProfile(profile));
  });
});
