import { createProfile } from '../../profile/create-profile.ts';
import { presetIds, presetNames } from '../../profile/preset-names.ts';
import type { Profile } from '../../profile/profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import { countProfileChanges } from '../batch/edit-profile.ts';
import { strings } from '../ui/strings.ts';

/** A profile that can be put on one side of a comparison. `short` is its name in sentences. */
export type ProfileChoice = {
  readonly id: string;
  readonly label: string;
  readonly short: string;
  readonly profile: Profile;
};

/** The profile in use, each preset as it comes, and what was read from files. */
export function listChoices(inUse: Profile, imported: readonly ProfileChoice[]): readonly ProfileChoice[] {
  const presets = presetIds.map((id): ProfileChoice => {
    const name = presetNames[id];
    return { id, label: strings.rules.asShipped(name), short: name, profile: createProfile(id) };
  });
  const current = {
    id: 'in-use',
    label: strings.rules.inUse(profileTitle(inUse)),
    short: countProfileChanges(inUse) > 0 ? strings.rules.yours : profileTitle(inUse),
    profile: inUse,
  };
  return [current, ...presets, ...imported];
}

/** Reads a profile file. @returns null for what is not a profile of this version; nothing of it is taken then. */
export async function readProfileFile(file: File): Promise<Profile | null> {
  if (file.size > LARGEST_PROFILE_BYTES) {
    return null;
  }
  const { parseProfile } = await import('../../profile/parse-profile.ts');
  try {
    const parsed = parseProfile(JSON.parse(await file.text()));
    return 'problems' in parsed ? null : parsed;
  } catch {
    return null;
  }
}

const LARGEST_PROFILE_BYTES = 4_000_000;
