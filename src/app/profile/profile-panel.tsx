import { ListTree, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { describeProfile } from '../../profile/describe-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { countProfileChanges, takesOptions } from '../batch/edit-profile.ts';
import { resetToPurpose } from '../batch/edit-purpose.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';
import { EffectNote, type Reset } from './effect-note.tsx';
import { ImportProblems } from './import-problems.tsx';
import { LeaveOutSection } from './leave-out-section.tsx';
import { OptionsSection } from './options-section.tsx';
import { OwnRulesSection } from './own-rules-section.tsx';
import { OwnWordsSection } from './own-words-section.tsx';
import { PatientSchemeChoice } from './patient-scheme.tsx';
import { PresetPicker } from './preset-picker.tsx';
import { ProfileChoices } from './profile-choices.tsx';
import { ProfileFineprint } from './profile-fineprint.tsx';
import { ProfileFoot } from './profile-foot.tsx';
import { ProfileLines } from './profile-summary.tsx';
import { KeyReminder, ProjectKeySection } from './project-key-section.tsx';
import { PurposeSelect } from './purpose/purpose-select.tsx';
import { Remember } from './purpose/remember.tsx';
import { SearchChoice } from './search-choice.tsx';

/** Everything that decides what a run does, beside the files it is done to. */
export function ProfilePanel(props: { onBrowseRules: () => void; onClose: () => void }) {
  const profile = useBatch((state) => state.profile);
  const undo = useBatch((state) => state.purposeSwitch);
  const projectKey = useBatch((state) => state.projectKey);
  const isRemembered = useBatch((state) => state.isRemembered);
  const scope = useBatch((state) => state.search.scope);
  const hash = useBatch((state) => state.profileHash);
  const intents = useIntents();
  const onChange = intents.changeProfile;
  const description = describeProfile(profile);
  const plain = resetToPurpose(profile);
  const changes = countProfileChanges(profile, plain);
  const [reset, setReset] = useState<Reset | null>(null);
  const undoable = reset?.after === profile ? reset : null;
  const resetAll = () => {
    setReset({ before: profile, after: plain, changes });
    onChange(plain);
  };
  const resetButton = useRef<HTMLButtonElement>(null);
  const returnsFocus = useRef(false);
  // Undo goes away with what it undid, so the focus returns to where it came from.
  useEffect(() => {
    if (returnsFocus.current && resetButton.current !== null) {
      returnsFocus.current = false;
      resetButton.current.focus();
    }
  });
  const undoReset = (before: Profile) => {
    returnsFocus.current = true;
    setReset(null);
    onChange(before);
  };
  return (
    <section className="pane profile" aria-labelledby="profile-h" id="pane-profile">
      <div className="pane-head">
        <h2 id="profile-h">{profilePanelStrings.heading}</h2>
        {changes > 0 && <Chip tone="accent">{profilePanelStrings.edited}</Chip>}
        <div className="end">
          {changes > 0 && (
            <button ref={resetButton} type="button" className="link small" onClick={resetAll}>
              {strings.profile.reset(changes)}
            </button>
          )}
          <button
            type="button"
            className="icon-btn only-drawer"
            aria-label={profilePanelStrings.close}
            onClick={props.onClose}
          >
            <Icon of={X} />
          </button>
        </div>
      </div>
      <div className="scroll" tabIndex={-1}>
        <div className="preset-row">
          <PurposeSelect
            profile={profile}
            undo={undo}
            onSwitch={intents.switchToPurpose}
            onUndo={intents.undoPurpose}
          />
          <PresetPicker profile={profile} onChange={onChange} />
          <button type="button" className="btn small" aria-haspopup="dialog" onClick={props.onBrowseRules}>
            <Icon of={ListTree} size={14} />
            {strings.rules.open}
          </button>
        </div>
        {!takesOptions(profile.preset) && (
          <div className="section">
            <h3>{profilePanelStrings.whatItDoes}</h3>
            <ProfileLines description={description} />
          </div>
        )}
        <div className="section choices">
          <PatientSchemeChoice profile={profile} onChange={onChange} />
          <KeyReminder projectKey={projectKey} onLoad={intents.openKey} />
          <ProfileChoices profile={profile} onChange={onChange} />
          <SearchChoice scope={scope} onChange={intents.changeSearchScope} />
        </div>
        <OptionsSection profile={profile} onChange={onChange} />
        {takesOptions(profile.preset) && (
          <OwnRulesSection
            profile={profile}
            onChange={onChange}
            onAddRule={intents.addRule}
            onFindCreators={intents.findCreators}
          />
        )}
        {takesOptions(profile.preset) && (
          <OwnWordsSection profile={profile} onChange={onChange} onImportWords={intents.importWords} />
        )}
        <LeaveOutSection profile={profile} onChange={onChange} />
        <ProjectKeySection projectKey={projectKey} onSave={intents.saveKey} onLoad={intents.openKey} />
        <div className="section">
          <Remember isRemembered={isRemembered} onRemember={intents.rememberProfile} />
        </div>
        <ProfileFineprint description={description} />
      </div>
      <ImportProblems />
      <EffectNote reset={undoable} onUndo={undoReset} />
      <ProfileFoot hash={hash} onImport={intents.importProfile} onExport={intents.exportProfile} />
    </section>
  );
}
