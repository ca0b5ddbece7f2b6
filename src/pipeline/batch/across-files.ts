import type { Profile } from '../../profile/profile.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { AcrossFiles } from '../contracts/folder-saving.ts';
import { blankedInstancesOf } from './blanked-instances.ts';
import { unsettledStudiesOf } from './unsettled-studies.ts';

/** What follows from all files of a batch and decides the bytes of single ones; the same in whatever order files were added. */
export function acrossFilesOf(
  files: readonly BatchFile[],
  profile: Pick<Profile, 'preset' | 'options' | 'ownRules'>,
): AcrossFiles {
  return {
    unsettledStudies: [...unsettledStudiesOf(files, profile)].sort(),
    // Where every UID is replaced, those of blanked images are replaced by the same ones.
    blankedInstances: mayKeepUids(profile) ? [...blankedInstancesOf(files)].sort() : [],
  };
}

/** True where an output may have a UID of its original, so that what is blanked in one file says what others must be called. */
export function mayKeepUids({ preset, options, ownRules }: Pick<Profile, 'preset' | 'options' | 'ownRules'>): boolean {
  return (
    preset === 'qmenta' || options.includes('retainUids') || ownRules.some(({ decision }) => decision.kind === 'keep')
  );
}
