import { createProfile } from '../profile/create-profile.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import { presetIds } from '../profile/preset-names.ts';
import type { PresetId, Profile } from '../profile/profile.ts';

/**
 * The profile that a caller means: a preset's name, a profile, or the JSON of one as docs/profile-format.md describes it.
 * @throws TypeError that lists what is wrong with it. An unknown member is refused: a rule that is not understood must
 * not be thought to act.
 */
export function readProfile(given: PresetId | Profile | string): Profile {
  const preset = presetIds.find((id) => id === given);
  if (preset !== undefined) return createProfile(preset);
  const parsed = parseProfile(typeof given === 'string' ? parseJson(given) : given);
  if ('problems' in parsed) {
    const lines = parsed.problems.map(({ path, message }) => `${path}: ${message}`);
    throw new TypeError(`The profile cannot be used.\n${lines.join('\n')}`);
  }
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TypeError(`The profile is neither JSON nor the name of a preset (${presetIds.join(', ')}).`);
  }
}
