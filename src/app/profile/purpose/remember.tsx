import { CheckBox } from '../../ui/controls/check-box.tsx';
import { purposeStrings } from '../../ui/strings/purpose.ts';

/** Whether this computer may remember purpose and profile: only if the person says so. */
export function Remember(props: { isRemembered: boolean; onRemember: (isRemembered: boolean) => void }) {
  return (
    <div className="remember">
      <CheckBox isChecked={props.isRemembered} onChange={props.onRemember}>
        {purposeStrings.remember}
      </CheckBox>
      <p className="hint">{purposeStrings.rememberHint}</p>
    </div>
  );
}
