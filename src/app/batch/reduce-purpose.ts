import { heedSearch } from '../../pipeline/text/searchable-files.ts';
import type { Profile } from '../../profile/profile.ts';
import type { PurposeId } from '../../profile/purposes/purposes.ts';
import type { BatchState, PurposeSwitch } from './batch-state.ts';
import { withPurpose } from './edit-purpose.ts';
import type { Release } from './outcomes.ts';

type Switched = {
  readonly profile: Profile;
  readonly undo: PurposeSwitch;
};

/** The profile that a switch to a purpose gives, and what takes it back. */
export function planSwitch({ profile, files }: BatchState, to: PurposeId): Switched {
  const after = withPurpose(profile, to);
  const isKept = staysSeen(profile, after);
  const made = files.flatMap(({ id, release, redaction }) =>
    release === null || isKept(release) ? [] : [[id, { release, redaction }] as const],
  );
  return { profile: after, undo: { to, before: profile, releases: new Map(made) } };
}

/** What a person has seen of an image is the same image as long as the same is done to images that may show text. */
export function staysSeen(before: Profile, after: Profile): (release: Release) => boolean {
  return ({ covers }) => covers === 'images' && before.pixels === after.pixels;
}

/** Releases that a switch had made void hold again, except where the person has decided anew about the file. */
export function withReleases(state: BatchState, releases: PurposeSwitch['releases']): BatchState {
  if (releases.size === 0) return state;
  const files = state.files.map((file) => {
    const earlier = releases.get(file.id);
    const isSame = earlier !== undefined && file.release === null && file.redaction === earlier.redaction;
    return isSame ? heedSearch({ ...file, release: earlier.release }) : file;
  });
  return { ...state, files };
}
