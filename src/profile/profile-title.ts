import { presetNames } from './preset-names.ts';
import type { Profile } from './profile.ts';

/**
 * What a profile is called wherever people read it: the name of its base preset, and behind it, in quotes, the name that
 * its author gave it. Whatever the author wrote, the preset is named.
 */
export function profileTitle({ preset, name }: Pick<Profile, 'preset' | 'name'>): string {
  const given = givenName({ preset, name });
  return given === null ? presetNames[preset] : `${presetNames[preset]} “${given}”`;
}

/** The name that the author gave; null where it is the preset's own. Quotes inside would look like the end of the name. */
export function givenName({ preset, name }: Pick<Profile, 'preset' | 'name'>): string | null {
  const bare = name.replaceAll(/["“”„«»\p{Cf}]/gu, '').trim();
  return bare === '' || bare === presetNames[preset] ? null : bare;
}
