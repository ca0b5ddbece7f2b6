import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RemainsFilter } from '../remains-state.ts';
import { Icon } from '../ui/icon.tsx';
import { strings } from '../ui/strings.ts';

export function RemainsFilters(props: {
  filter: RemainsFilter;
  onChange: (filter: RemainsFilter) => void;
  /** Stands at the end of the line. */
  children: ReactNode;
}) {
  const { filter, onChange } = props;
  const text = strings.remains;
  return (
    <div className="filters remains-filters">
      <div className="search">
        <Icon of={Search} size={14} />
        <input
          className="input"
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          value={filter.search}
          onChange={(event) => onChange({ ...filter, search: event.target.value })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={filter.isToCheckOnly}
          onChange={(event) => onChange({ ...filter, isToCheckOnly: event.target.checked })}
        />
        {text.toCheckOnly}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={filter.hasPlain}
          onChange={(event) => onChange({ ...filter, hasPlain: event.target.checked })}
        />
        {text.plain}
      </label>
      {props.children}
    </div>
  );
}
