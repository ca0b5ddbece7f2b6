import { useState } from 'react';
import { focusOnce } from '../ui/focus-once.ts';
import { remainsStrings } from '../ui/strings/remains.ts';

const text = remainsStrings;

/** Asks for the value that takes the place of all others of an attribute. */
export function ReplaceValue(props: { onReplace: (value: string) => void; onCancel: () => void }) {
  const [value, setValue] = useState('');
  return (
    <div className="row replace">
      <input
        ref={focusOnce}
        className="input mono"
        aria-label={text.newValue}
        placeholder={text.newValue}
        autoComplete="off"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && value !== '') {
            props.onReplace(value);
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            props.onCancel();
          }
        }}
      />
      <button type="button" className="btn small" disabled={value === ''} onClick={() => props.onReplace(value)}>
        {text.replaceNow}
      </button>
    </div>
  );
}
