import { focusOnce } from '../ui/focus-once.ts';
import { studiesStrings } from '../ui/strings/studies.ts';
import { strings } from '../ui/strings.ts';
import { isFiltering, noFilter, type StatusFilter, type TreeFilter } from './tree-filter.ts';

const text = studiesStrings.filter;
const STATUSES = Object.entries(text.statuses) as readonly (readonly [StatusFilter, string])[];

/** Words, modalities and status that series must have to be shown. */
export function FilterBar(props: {
  filter: TreeFilter;
  /** Modalities of all series, '' included. */
  modalities: readonly string[];
  shown: number;
  all: number;
  onChange: (filter: TreeFilter) => void;
}) {
  const { filter, onChange } = props;
  return (
    <search className="tree-filter">
      <input
        ref={focusOnce}
        type="search"
        className="input"
        aria-label={text.label}
        placeholder={text.hint}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      {props.modalities.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
        <div className="filter-chips" role="group" aria-label={text.modalities}>
          {props.modalities.map((modality) => (
            <button
              key={modality}
              type="button"
              className="codebtn"
              title={strings.modalities[modality]}
              aria-pressed={filter.modalities.has(modality)}
              onClick={() => onChange({ ...filter, modalities: toggled(filter.modalities, modality) })}
            >
              {modality || text.noModality}
            </button>
          ))}
        </div>
      )}
      <div className="row between">
        <select
          className="select small"
          aria-label={text.status}
          value={filter.status}
          onChange={(event) => onChange({ ...filter, status: event.target.value as StatusFilter })}
        >
          {STATUSES.map(([status, name]) => (
            <option key={status} value={status}>
              {name}
            </option>
          ))}
        </select>
        <p className="num faint small nowrap" role="status" aria-label={text.open}>
          {isFiltering(filter) && text.shown(props.shown, props.all)}
        </p>
        {isFiltering(filter) && (
          <button type="button" className="link small nowrap" onClick={() => onChange(noFilter)}>
            {text.clear}
          </button>
        )}
      </div>
    </search>
  );
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) {
    next.add(item);
  }
  return next;
}
