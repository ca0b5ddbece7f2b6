import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProfile } from '../profile/create-profile.ts';
import { hashProfile } from '../report/profile-json.ts';
import { createDeidentifier } from './create-deidentifier.ts';
import { PinnedProfileError, readPinnedProfile } from './pinned-profile.ts';

const basic = createProfile('ps315-basic');
const pin = hashProfile(basic);

describe('a pinned profile', () => {
  it('is taken when its hash is the pinned one, in either case and from either form', () => {
    expect(readPinnedProfile('ps315-basic', pin)).toEqual(basic);
    expect(readPinnedProfile(JSON.stringify(basic), ` ${pin.toUpperCase()}\n`)).toEqual(basic);
  });

  it('is refused when anything in it differs', () => {
    const looser = { ...basic, options: ['retainUids'] as const };
    expect(() => readPinnedProfile(looser, pin)).toThrow(PinnedProfileError);
    expect(() => readPinnedProfile('qmenta', pin)).toThrow(PinnedProfileError);
    expect(() => readPinnedProfile('ps315-basic', '')).toThrow(PinnedProfileError);
  });

  it('is the one that the guide prints', () => {
    const guide = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
    expect(guide).toContain(`profileSha256 = '${pin}'`);
  });

  it('is stated by the de-identifier, so that a portal can pin it', () => {
    const key = new Uint8Array(32);
    expect(createDeidentifier({ profile: 'ps315-basic', key }).profile.sha256).toBe(pin);
    expect(() => createDeidentifier({ profile: 'qmenta', profileSha256: pin, key })).toThrow(/pinned/);
  });
});
