import { Search } from 'lucide-react';
import { Icon } from '../ui/icon.tsx';

/** A search field in which Escape empties the text first; the dialog around it closes with the next one. */
export function SearchField(props: { label: string; hint: string; value: string; onChange: (value: string) => void }) {
  return (
    <div className="search">
      <Icon of={Search} size={14} />
      <input
        className="input"
        type="search"
        aria-label={props.label}
        placeholder={props.hint}
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
    </div>
  );
}
