import { KeyRound, ListTree, SlidersHorizontal, Upload, Users } from 'lucide-react';
import { useMemo } from 'react';
import type { Profile } from '../../../profile/profile.ts';
import type { PurposeId } from '../../../profile/purposes/purposes.ts';
import type { PatientTable } from '../../batch/batch-state.ts';
import { withPatientScheme } from '../../batch/edit-profile.ts';
import { purposeOf, withPurpose } from '../../batch/edit-purpose.ts';
import { useBatch, useIntents } from '../../store/use-batch.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { jsonFiles, pickFile } from '../../ui/pick-file.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';
import { strings } from '../../ui/strings.ts';
import { ImportProblems } from '../import-problems.tsx';
import { besideDefault } from './beside-default.ts';
import { PurposeList } from './purpose-list.tsx';
import { Consequences, SetLines } from './purpose-sets.tsx';
import { Remember } from './remember.tsx';

const text = purposeStrings;

/** On the start page: what the output is for, and what follows from it. */
export function PurposeCard(props: { onBrowseRules: () => void; onAdjust: () => void }) {
  const profile = useBatch((state) => state.profile);
  const isRemembered = useBatch((state) => state.isRemembered);
  const { changeProfile, importProfile, rememberProfile } = useIntents();
  const chosen = purposeOf(profile);
  const beside = useMemo(() => besideDefault(profile), [profile]);
  const choose = (id: PurposeId) => changeProfile(withPurpose(profile, id));
  return (
    <section className="card" aria-labelledby="purpose-h">
      <div className="card-head">
        <h2 id="purpose-h">{text.heading}</h2>
        <span className="faint small wide">{text.about}</span>
        <div className="end">
          <button
            type="button"
            className="btn quiet small"
            onClick={() => pickFile(jsonFiles, (file) => void importProfile(file))}
          >
            <Icon of={Upload} size={14} />
            {text.openProfile}
          </button>
          <button type="button" className="btn quiet small" aria-haspopup="dialog" onClick={props.onBrowseRules}>
            <Icon of={ListTree} size={14} />
            {strings.rules.open}
          </button>
          <button type="button" className="btn quiet small" aria-haspopup="dialog" onClick={props.onAdjust}>
            <Icon of={SlidersHorizontal} size={14} />
            {text.adjust}
          </button>
        </div>
      </div>
      <ImportProblems />
      <div className="purposes">
        <div className="purpose-side">
          <PurposeList labelledBy="purpose-h" chosen={chosen} profile={profile} onChoose={choose} />
          <Remember isRemembered={isRemembered} onRemember={rememberProfile} />
        </div>
        <div className="sets">
          <SetLines beside={beside} />
          <Consequences beside={beside} />
          {chosen === 'multi-site' && <Sites profile={profile} />}
        </div>
      </div>
    </section>
  );
}

/** What several sites have in common: the key, without which nothing else is the same, and perhaps a list of patients. */
function Sites({ profile }: { profile: Profile }) {
  const projectKey = useBatch((state) => state.projectKey);
  const table = useBatch((state) => (profile.patients.kind === 'lookup' ? state.patientTable : null));
  const { changeProfile, loadPatientTable, openKey } = useIntents();
  const loadTable = (file: File) => {
    changeProfile(withPatientScheme(profile, { kind: 'lookup' }));
    void loadPatientTable(file);
  };
  return (
    <div className="sites">
      <p className="hint">{text.sites}</p>
      <div className="row wrap">
        <button type="button" className="btn small" onClick={() => pickFile(jsonFiles, openKey)}>
          <Icon of={KeyRound} size={14} />
          {text.openKey}
        </button>
        <button type="button" className="btn small" onClick={() => pickFile('.csv,.tsv,.txt,text/csv', loadTable)}>
          <Icon of={Users} size={14} />
          {text.patientList}
        </button>
      </div>
      <p className="hint" role="status">
        {[projectKey.origin === 'loaded' ? text.keyOpen : '', table === null ? '' : tableState(table)].join(' ').trim()}
      </p>
    </div>
  );
}

function tableState({ fileName, parsed }: PatientTable): string {
  return parsed.kind === 'refused' ? text.listRefused(fileName) : text.listRead(fileName, parsed.patients.length);
}
