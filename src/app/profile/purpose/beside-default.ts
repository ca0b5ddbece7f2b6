import { describeProfile } from '../../../profile/describe-profile.ts';
import type { Profile } from '../../../profile/profile.ts';
import { looserThanDefault } from '../../../profile/purposes/looser-than-default.ts';
import { purposeProfile } from '../../../profile/purposes/purpose-profile.ts';
import { purposes } from '../../../profile/purposes/purposes.ts';
import { purposeOf } from '../../batch/edit-purpose.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';

/** One line of what a profile does, and whether the default does the same. */
type SetLine = { readonly label: string; readonly text: string; readonly isDefault: boolean };

/** What follows from some of the choices, and whether any of them leaves in what the default does not. */
type Following = { readonly by: 'purpose' | 'own'; readonly sentences: readonly string[]; readonly isLooser: boolean };

/** A profile beside the default: its lines, and what follows from the purpose and from what the person changed beside it. */
export type BesideDefault = {
  readonly name: string;
  readonly lines: readonly SetLine[];
  /** Those that have nothing to say are not among them. */
  readonly following: readonly Following[];
};

export function besideDefault(profile: Profile): BesideDefault {
  const id = purposeOf(profile);
  const standard = linesOf(purposeProfile('default'));
  // What the purpose itself leaves in, its own sentences say better.
  const known = id === null ? [] : looserThanDefault(purposeProfile(id));
  const own = looserThanDefault(profile).filter((sentence) => !known.includes(sentence));
  const following: readonly Following[] = [
    {
      by: 'purpose',
      sentences: id === null ? [] : Object.values(purposes[id].consequences),
      isLooser: known.length > 0,
    },
    { by: 'own', sentences: own, isLooser: true },
  ];
  return {
    name: id === null ? purposeStrings.own.name : purposes[id].name,
    lines: [...linesOf(profile)].map(([label, text]) => ({ label, text, isDefault: standard.get(label) === text })),
    following: following.filter(({ sentences }) => sentences.length > 0),
  };
}

function linesOf(profile: Profile): ReadonlyMap<string, string> {
  const { basis, lines } = describeProfile(profile);
  return new Map([[purposeStrings.profile, basis], ...lines.map(({ label, text }) => [label, text] as const)]);
}
