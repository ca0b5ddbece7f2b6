import { expect, it } from 'vitest';
import { createProfile } from './create-profile.ts';
import { describeProfile } from './describe-profile.ts';
import { presetIds, presetNames } from './preset-names.ts';
import { profileTitle } from './profile-title.ts';

it.each(presetIds)('calls %s by its own name while nobody gave another', (preset) => {
  expect(profileTitle(createProfile(preset))).toBe(presetNames[preset]);
  expect(profileTitle({ preset, name: ' ' })).toBe(presetNames[preset]);
});

it.each([
  ['Trial 12', 'QMENTA as published “Trial 12”'],
  ['PS3.15 Basic', 'QMENTA as published “PS3.15 Basic”'],
  ['QMENTA guarded', 'QMENTA as published “QMENTA guarded”'],
  ['QMENTA as published”, PS3.15 Basic “2', 'QMENTA as published “QMENTA as published, PS3.15 Basic 2”'],
  ['\u202eTrial', 'QMENTA as published “Trial”'],
])('names the preset before the given name %j', (name, title) => {
  const profile = { ...createProfile('qmenta'), name };
  expect(profileTitle(profile)).toBe(title);
  expect(describeProfile(profile).name).toBe(title);
});
