import { X } from 'lucide-react';
import { describeProfile } from '../../profile/describe-profile.ts';
import type { PixelPolicy, Profile } from '../../profile/profile.ts';
import type { ProjectKey } from '../batch-state.ts';
import { Icon } from '../ui/icon.tsx';
import { PresetPicker } from './preset-picker.tsx';
import { ProfileFineprint } from './profile-fineprint.tsx';
import { ProfileLines, ProfileWarnings } from './profile-summary.tsx';
import { ProjectKeySection } from './project-key-section.tsx';

/** Everything that decides what a run does, beside the files it is done to. */
export function ProfilePanel(props: {
  profile: Profile;
  hash: string | null;
  projectKey: ProjectKey;
  onChange: (profile: Profile) => void;
  onSaveKey: () => void;
  onLoadKey: (file: File) => void;
  onClose: () => void;
}) {
  const { profile } = props;
  const description = describeProfile(profile);
  return (
    <section className="pane profile" aria-labelledby="profile-h" id="pane-profile">
      <div className="pane-head">
        <h2 id="profile-h">Profile</h2>
        <div className="end">
          <button type="button" className="icon-btn only-drawer" aria-label="Close profile" onClick={props.onClose}>
            <Icon of={X} />
          </button>
        </div>
      </div>
      <div className="scroll" tabIndex={-1}>
        <div className="preset-row">
          <PresetPicker profile={profile} onChange={props.onChange} />
        </div>
        <div className="section">
          <h3>What it does</h3>
          <ProfileLines description={description} />
          <ProfileWarnings description={description} />
        </div>
        <div className="section">
          <div className="choice">
            <span className="lbl" id="pixels-l">
              Burned-in text
            </span>
            <PixelChoice value={profile.pixels} onChange={(pixels) => props.onChange({ ...profile, pixels })} />
          </div>
          <p className="hint">
            {profile.pixels === 'hold'
              ? 'Images that may show text wait until you have looked at them.'
              : 'Images that may show text are exported unseen and marked so.'}
          </p>
          <label className="option">
            <span className="t">Use issuer of Patient ID</span>
            <span className="c">The same ID from two hospitals becomes two patients</span>
            <input
              type="checkbox"
              role="switch"
              checked={profile.usesIssuerOfPatientId}
              aria-checked={profile.usesIssuerOfPatientId}
              onChange={(event) => props.onChange({ ...profile, usesIssuerOfPatientId: event.target.checked })}
            />
          </label>
        </div>
        <ProjectKeySection projectKey={props.projectKey} onSave={props.onSaveKey} onLoad={props.onLoadKey} />
        <ProfileFineprint description={description} />
      </div>
      <div className="pane-foot">
        <span className="hint">{description.name}</span>
        <span className="path end" title={props.hash === null ? undefined : `SHA-256 of this profile: ${props.hash}`}>
          <span className="vh">SHA-256 of this profile: </span>
          {props.hash === null ? '…' : (props.hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')}
        </span>
      </div>
    </section>
  );
}

const PIXEL_CHOICES: readonly (readonly [PixelPolicy, string])[] = [
  ['hold', 'Hold'],
  ['export', 'Export'],
];

function PixelChoice({ value, onChange }: { value: PixelPolicy; onChange: (value: PixelPolicy) => void }) {
  return (
    <div className="seg full" role="radiogroup" aria-labelledby="pixels-l">
      {PIXEL_CHOICES.map(([policy, name]) => (
        <label key={policy}>
          <input type="radio" name="pixels" checked={value === policy} onChange={() => onChange(policy)} />
          {name}
        </label>
      ))}
    </div>
  );
}
