import { describe, expect, it } from 'vitest';
import { createProfile } from '../profile/create-profile.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import { presetIds } from '../profile/preset-names.ts';
import type { PresetId } from '../profile/profile.ts';
import { purposeProfile } from '../profile/purposes/purpose-profile.ts';
import { type PurposeId, purposeIds } from '../profile/purposes/purposes.ts';
import { serialiseProfile } from '../profile/serialise-profile.ts';
import { hashProfile } from './profile-json.ts';

/**
 * Hosts pin these, and a host with another pin refuses to run. Whoever changes one raises the version of the profile and says so in
 * the CHANGELOG, under *Changed output*.
 */
const ofPreset: Readonly<Record<PresetId, string>> = {
  'qmenta-guarded': 'ce6f98f6a6fed8a792c55e5613dd9f141703f0661c1a7fc7f2dd2b6c95dfa09e',
  qmenta: 'a42bfbe99cae74cfa0e91d353e1b967e1019546ef514363205becb4fd624e6ea',
  'ps315-basic': '269be171026f1a1440134eef128109a0bd1a63b88bd849001c22a892a8218a42',
};

const ofPurpose: Readonly<Record<PurposeId, string>> = {
  default: ofPreset['qmenta-guarded'],
  share: '0e893a88db910304f26be5a75c222258408e5c7ae72d09ecb96d50150915ce3c',
  'multi-site': '07cd3156314a00cd9d31a014e3afcee22a2bff9640a40b4c65efaacda2cc246e',
  training: '5572d55a974f0185c19720fc8a9eb189668eed1667c56010da4696b758ea9e6c',
  neuroimaging: 'f498c6f426817e55ae91f03969e8d6ab71eda4c44202a0e8ed5ad02003553ce4',
  radiotherapy: 'db78632283c8b70d13fc607a754b630484548cebf344676839e4636a5b4b8178',
  qmenta: ofPreset.qmenta,
};

const shipped = [
  ...presetIds.map((id) => [`preset ${id}`, createProfile(id), ofPreset[id]] as const),
  ...purposeIds.map((id) => [`purpose ${id}`, purposeProfile(id), ofPurpose[id]] as const),
];

describe('the SHA-256 of a shipped profile', () => {
  it.each(shipped)('is the one that hosts have pinned: %s', (_, profile, pin) => {
    expect(hashProfile(profile)).toBe(pin);
  });

  it.each(shipped)('is the same when the profile was saved and read: %s', (_, profile, pin) => {
    const read = parseProfile(JSON.parse(serialiseProfile(profile)));
    expect('problems' in read ? read.problems : hashProfile(read)).toBe(pin);
  });
});
