import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** A search field in which Escape empties the text first; a dialog around it closes with the next one. */
export function SearchField(props: {
  label: string;
  /** The label where it is left out. */
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  /** Stands at the end, inside the field. */
  children?: ReactNode;
}) {
  return (
    <div className="search">
      <Icon of={Search} size={14} />
      <input
        className="input"
        type="search"
        aria-label={props.label}
        placeholder={props.hint ?? props.label}
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && props.value !== '') {
            event.preventDefault();
            event.stopPropagation();
            props.onChange('');
          }
        }}
      />
      {props.children}
    </div>
  );
}
