import { describeProfile } from '../../../profile/describe-profile.ts';
import type { Profile } from '../../../profile/profile.ts';
import { looserThanDefault } from '../../../profile/purposes/looser-than-default.ts';
import { purposeProfile } from '../../../profile/purposes/purpose-profile.ts';
import { purposes } from '../../../profile/purposes/purposes.ts';
import { purposeOf } from '../../batch/edit-purpose.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';

/** One line of what a profile does, and whether the default does the same. */
type SetLine = { readonly label: string; readonly text: string; readonly isDefault: boolean };

/** A profile beside the default: its lines, what follows from the differences, and whether anything is looser. */
export type BesideDefault = {
  readonly name: string;
  readonly lines: readonly SetLine[];
  readonly sentences: readonly string[];
  readonly isLooser: boolean;
};

export function besideDefault(profile: Profile): BesideDefault {
  const id = purposeOf(profile);
  const standard = linesOf(purposeProfile('default'));
  const looser = looserThanDefault(profile);
  // What the purpose itself leaves in, its own sentences say better.
  const known = id === null ? [] : looserThanDefault(purposeProfile(id));
  const consequences = id === null ? [] : Object.values(purposes[id].consequences);
  return {
    name: id === null ? purposeStrings.own.name : purposes[id].name,
    lines: [...linesOf(profile)].map(([label, text]) => ({ label, text, isDefault: standard.get(label) === text })),
    sentences: [...consequences, ...looser.filter((sentence) => !known.includes(sentence))],
    isLooser: looser.length > 0,
  };
}

function linesOf(profile: Profile): ReadonlyMap<string, string> {
  const { basis, lines } = describeProfile(profile);
  return new Map([[purposeStrings.profile, basis], ...lines.map(({ label, text }) => [label, text] as const)]);
}
