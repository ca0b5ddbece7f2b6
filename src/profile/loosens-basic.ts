import { compileProfile } from './compile-profile.ts';
import type { Profile } from './profile.ts';

/**
 * True when own rules or own words leave in what the preset and its options would take away. Such a profile does not meet the Basic
 * Profile, so nothing it puts out is marked as de-identified by it (PS3.15 E.2).
 */
export function loosensBasic(profile: Profile): boolean {
  if (profile.ownRules.length === 0 && profile.words === undefined) return false;
  const known = answers.get(profile) ?? compileProfile(profile).ownRules.loosensBasic;
  answers.set(profile, known);
  return known;
}

/** Compiling takes some milliseconds, and a page asks often. */
const answers = new WeakMap<Profile, boolean>();
