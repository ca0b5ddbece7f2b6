import { describeProfile } from '../../profile/describe-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { strings } from '../ui/strings.ts';
import { PresetPicker } from './preset-picker.tsx';
import { ProfileLines, Warnings } from './profile-summary.tsx';

/** The profile on the start page: which preset, and what it does. */
export function ProfileCard(props: {
  profile: Profile;
  onChange: (profile: Profile) => void;
  onBrowseRules: () => void;
}) {
  const description = describeProfile(props.profile);
  return (
    <section className="card" aria-labelledby="profile-card-h">
      <div className="card-head">
        <h2 id="profile-card-h">{strings.shell.profile}</h2>
        <div className="end">
          <button type="button" className="link small" aria-haspopup="dialog" onClick={props.onBrowseRules}>
            {strings.rules.open}
          </button>
        </div>
      </div>
      <div className="card-body">
        <PresetPicker profile={props.profile} onChange={props.onChange} />
        <ProfileLines description={description} />
        <Warnings texts={description.warnings} />
      </div>
    </section>
  );
}
