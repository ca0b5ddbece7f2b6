import type { Profile } from '../../profile/profile.ts';
import { allOptions, supportedOptions } from '../../profile/supported-options.ts';
import { takesOptions, withOption } from '../batch/edit-profile.ts';
import { Switch } from '../ui/controls/switch.tsx';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';

const text = strings.profile;

/** The options of PS3.15 E.3 that this version carries out, each with what follows from it. */
export function OptionsSection({ profile, onChange }: { profile: Profile; onChange: (profile: Profile) => void }) {
  if (!takesOptions(profile.preset)) {
    return (
      <div className="section">
        <h3>{profilePanelStrings.options}</h3>
        <p className="hint">{text.noOptions}</p>
      </div>
    );
  }
  const offered = allOptions.filter((option) => supportedOptions.includes(option));
  if (offered.length === 0) {
    return null;
  }
  return (
    <div className="section options">
      <div className="row between">
        <h3>{profilePanelStrings.options}</h3>
        <span className="faint num small">{text.optionsOn(profile.options.length, offered.length)}</span>
      </div>
      {offered.map((option) => {
        const { name, consequence } = text.options[option];
        const isOn = profile.options.includes(option);
        return (
          <div key={option}>
            <Switch
              name={name}
              consequence={consequence}
              isOn={isOn}
              onChange={(turnedOn) => onChange(withOption(profile, option, turnedOn))}
            />
            {option === 'retainPatientCharacteristics' && isOn && (
              <div className="sub-option">
                <Switch
                  name={text.capsAges[0]}
                  consequence={text.capsAges[1]}
                  isOn={profile.capsAges}
                  onChange={(capsAges) => onChange({ ...profile, capsAges })}
                />
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
