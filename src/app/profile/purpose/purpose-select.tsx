import { useMemo } from 'react';
import type { Profile } from '../../../profile/profile.ts';
import { type PurposeId, purposeIds, purposes } from '../../../profile/purposes/purposes.ts';
import type { PurposeSwitch } from '../../batch/batch-state.ts';
import { purposeOf } from '../../batch/edit-purpose.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';
import { besideDefault } from './beside-default.ts';
import { Consequences } from './purpose-sets.tsx';
import { remedy } from './remedy.ts';
import { UndoSwitch } from './undo-switch.tsx';

const text = purposeStrings;

/** The same choice where there is room for one line. */
export function PurposeSelect(props: {
  profile: Profile;
  undo: PurposeSwitch | null;
  onSwitch: (to: PurposeId) => void;
  onUndo: () => void;
}) {
  const { profile } = props;
  const chosen = purposeOf(profile);
  const beside = useMemo(() => besideDefault(profile), [profile]);
  return (
    <div className="purpose-select">
      <label className="choice">
        <span className="lbl">{text.heading}</span>
        <select
          className="select"
          value={chosen ?? ''}
          onChange={(event) => {
            const id = purposeIds.find((one) => one === event.target.value);
            if (id !== undefined) {
              props.onSwitch(id);
            }
          }}
        >
          {purposeIds.map((id) => (
            <option key={id} value={id}>
              {purposes[id].name}
            </option>
          ))}
          {chosen === null && <option value="">{text.own.name}</option>}
        </select>
      </label>
      <UndoSwitch undo={props.undo?.to === remedy ? null : props.undo} onUndo={props.onUndo} />
      <Consequences beside={beside} />
    </div>
  );
}
