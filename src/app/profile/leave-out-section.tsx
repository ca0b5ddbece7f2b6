import { ChevronDown, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { LeaveOut, Profile } from '../../profile/profile.ts';
import { countModalities } from '../batch/derived/count-modalities.ts';
import { withLeftOut } from '../batch/edit-profile.ts';
import { useBatch } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Switch } from '../ui/controls/switch.tsx';
import { formatCount } from '../ui/format.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';

const panelText = profilePanelStrings.leaveOut;

const text = strings.profile.leaveOut;

/** Files that a run shall not take along: by modality, and two kinds that often carry names in their pixels or text. */
export function LeaveOutSection({ profile, onChange }: { profile: Profile; onChange: (profile: Profile) => void }) {
  const files = useBatch((state, derived) => derived.scanned(state));
  const modalities = useMemo(() => countModalities(files), [files]);
  const { leaveOut } = profile;
  const [isOpenAtFirst] = useState(countFilters(leaveOut) > 0);
  const shown = [...new Set([...modalities.keys(), ...leaveOut.modalities])].sort();
  const set = (change: Partial<LeaveOut>) => onChange({ ...profile, leaveOut: { ...leaveOut, ...change } });
  return (
    <details className="section fold" open={isOpenAtFirst}>
      <summary>
        <Icon of={ChevronDown} size={14} className="twist" />
        <span className="grow">{text.heading}</span>
        {countFilters(leaveOut) > 0 && <span className="faint num small">{panelText.on(countFilters(leaveOut))}</span>}
      </summary>
      <div className="leave-out">
        {shown.length === 0 && <p className="hint">{text.noModality}</p>}
        {shown.map((modality) => (
          <label key={modality} className="check">
            <input
              type="checkbox"
              checked={leaveOut.modalities.includes(modality)}
              onChange={(event) => onChange(withLeftOut(profile, 'modalities', modality, event.target.checked))}
            />
            <span className="modality">{modality}</span>
            <span className="clip">{strings.modalities[modality] ?? ''}</span>
            <span className="faint num">{formatCount(modalities.get(modality) ?? 0)}</span>
          </label>
        ))}
        <Switch
          name={text.doseReports[0]}
          consequence={text.doseReports[1]}
          isOn={leaveOut.doseReports}
          onChange={(doseReports) => set({ doseReports })}
        />
        <Switch
          name={text.screenCaptures[0]}
          consequence={text.screenCaptures[1]}
          isOn={leaveOut.screenCaptures}
          onChange={(screenCaptures) => set({ screenCaptures })}
        />
        {(['sopClasses', 'imageTypes'] as const).flatMap((list) =>
          leaveOut[list].map((value) => (
            <div key={`${list} ${value}`} className="rule">
              <span className="faint">{list === 'sopClasses' ? panelText.sopClass : panelText.imageType}</span>
              <code className="clip" title={value}>
                {value}
              </code>
              <button
                type="button"
                className="icon-btn"
                aria-label={panelText.undo(value)}
                onClick={() => onChange(withLeftOut(profile, list, value, false))}
              >
                <Icon of={X} size={14} />
              </button>
            </div>
          )),
        )}
      </div>
    </details>
  );
}

function countFilters({ modalities, sopClasses, imageTypes, doseReports, screenCaptures }: LeaveOut): number {
  return modalities.length + sopClasses.length + imageTypes.length + Number(doseReports) + Number(screenCaptures);
}
