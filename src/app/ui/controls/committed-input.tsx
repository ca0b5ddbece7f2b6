import type { InputHTMLAttributes } from 'react';
import { useId, useState } from 'react';

type Attributes = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'>;

/** A labelled field whose value counts when it is left or Enter is pressed; Escape brings back the value that counts. */
export function CommittedInput(
  props: Attributes & { label: string; unit?: string; committed: string; onCommit: (value: string) => void },
) {
  const { label, unit, committed, onCommit, ...attributes } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== committed) {
      onCommit(draft);
    }
    setDraft(null);
  };
  return (
    <div className="choice">
      <label className="lbl" htmlFor={id}>
        {label}
      </label>
      <span className="row">
        <input
          id={id}
          {...attributes}
          value={draft ?? committed}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              commit();
            } else if (event.key === 'Escape' && draft !== null) {
              // The drawer that the field may stand in closes on Escape as well.
              event.stopPropagation();
              setDraft(null);
            }
          }}
        />
        {unit}
      </span>
    </div>
  );
}
