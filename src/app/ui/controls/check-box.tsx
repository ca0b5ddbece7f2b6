import type { ReactNode } from 'react';

/** A box to tick, with its words behind it. */
export function CheckBox(props: { isChecked: boolean; onChange: (isChecked: boolean) => void; children: ReactNode }) {
  return (
    <label className="check">
      <input type="checkbox" checked={props.isChecked} onChange={(event) => props.onChange(event.target.checked)} />
      <span>{props.children}</span>
    </label>
  );
}
