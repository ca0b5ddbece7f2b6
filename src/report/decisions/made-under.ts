import { keyCheck } from '../../deidentify/key-mark.ts';
import type { Profile } from '../../profile/profile.ts';
import { hashProfile } from '../profile-json.ts';
import type { MadeUnder, SavedDecisions } from './saved-decisions.ts';

/** A key and a profile in force. */
export type InForce = { readonly profile: Profile; readonly projectKey: Uint8Array };

export function madeUnder({ profile, projectKey }: InForce): MadeUnder {
  return { keyCheck: keyCheck(projectKey), profileSha256: hashProfile(profile), pixels: profile.pixels };
}

/**
 * What keeps saved decisions from holding here. Another key names other files; under another profile a release of all that held a
 * file would free it of what this one holds it for. `unknown`: the file does not say under what it was made.
 */
export type OtherDecisions = 'other-key' | 'other-pixels' | 'other-profile' | 'unknown';

/** @returns null for decisions that were made under this key and profile */
export function othersDecisions({ madeUnder: saved }: SavedDecisions, here: InForce): OtherDecisions | null {
  if (saved === undefined) return 'unknown';
  const own = madeUnder(here);
  if (saved.keyCheck !== own.keyCheck) return 'other-key';
  if (saved.pixels !== own.pixels) return 'other-pixels';
  return saved.profileSha256 === own.profileSha256 ? null : 'other-profile';
}

/** For people who wanted to use such decisions. */
export const whyOthers: Readonly<Record<OtherDecisions, string>> = {
  'other-key': 'They were made under another project key, which names other files. Take the key of those decisions.',
  'other-pixels':
    'They were made under a profile that treats images that may show text in another way. Take that profile: profile.json of the records has it.',
  'other-profile': 'They were made under another profile. Take that one: profile.json of the records has it.',
  unknown:
    'They do not say under which key and profile they were made. Open them in the page under those, and save them again.',
};
