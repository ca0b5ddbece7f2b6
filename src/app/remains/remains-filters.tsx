import type { ReactNode } from 'react';
import type { RemainsFilter } from '../batch/remains-state.ts';
import { CheckBox } from '../ui/controls/check-box.tsx';
import { SearchField } from '../ui/controls/search-field.tsx';
import { remainsStrings } from '../ui/strings/remains.ts';

export function RemainsFilters(props: {
  filter: RemainsFilter;
  onChange: (filter: RemainsFilter) => void;
  /** Stands at the end of the line. */
  children: ReactNode;
}) {
  const { filter, onChange } = props;
  const text = remainsStrings;
  return (
    <div className="filters wrap">
      <SearchField label={text.search} value={filter.search} onChange={(search) => onChange({ ...filter, search })} />
      <CheckBox isChecked={filter.isToCheckOnly} onChange={(isToCheckOnly) => onChange({ ...filter, isToCheckOnly })}>
        {text.toCheckOnly}
      </CheckBox>
      <CheckBox isChecked={filter.hasPlain} onChange={(hasPlain) => onChange({ ...filter, hasPlain })}>
        {text.plain}
      </CheckBox>
      {props.children}
    </div>
  );
}
