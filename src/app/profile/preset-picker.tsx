import { ChevronsUpDown } from 'lucide-react';
import { describeProfile } from '../../profile/describe-profile.ts';
import { presetIds, presetNames } from '../../profile/preset-names.ts';
import type { Profile } from '../../profile/profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import { withPreset } from '../batch/edit-profile.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { strings } from '../ui/strings.ts';

/** A native select under a two-line face, so that keyboard and screen readers get the browser's own control. */
export function PresetPicker(props: { profile: Profile; onChange: (profile: Profile) => void }) {
  const { profile } = props;
  return (
    <div className="preset">
      <span className="grow" aria-hidden="true">
        <b>{profileTitle(profile)}</b>
        <small>{describeProfile(profile).basis}</small>
      </span>
      <Icon of={ChevronsUpDown} size={14} />
      <select
        aria-label={strings.shell.preset}
        value={profile.preset}
        onChange={(event) => {
          const preset = presetIds.find((id) => id === event.target.value) ?? profile.preset;
          props.onChange(withPreset(profile, preset));
        }}
      >
        {presetIds.map((id) => (
          <option key={id} value={id}>
            {presetNames[id]}
          </option>
        ))}
      </select>
    </div>
  );
}
