import type { RemainsFilter, RemainsState } from '../batch/remains-state.ts';
import { remainsStrings } from '../ui/strings/remains.ts';
import { filterRows } from './filter-rows.ts';

/** Why the list is empty, and what to do about it. */
export function RemainsEmpty(props: { remains: RemainsState; onFilter: (filter: RemainsFilter) => void }) {
  const { rows, filter, reviewed, phase, total } = props.remains;
  const text = remainsStrings;
  if (phase === 'not-asked' || (phase === 'looking' && rows.length === 0)) {
    return null;
  }
  if (rows.length === 0) {
    return <p className="empty grow">{total === 0 ? text.noFiles : text.nothing}</p>;
  }
  const among = filter.hasPlain ? 0 : filterRows(rows, { ...filter, hasPlain: true }, reviewed).length;
  const isAllReviewed = filter.isToCheckOnly && filter.search === '';
  return (
    <p className="empty">
      {isAllReviewed ? text.nothing : text.noMatch}{' '}
      {among > 0 && (
        <button type="button" className="link" onClick={() => props.onFilter({ ...filter, hasPlain: true })}>
          {text.alsoPlain(among)}
        </button>
      )}{' '}
      <button
        type="button"
        className="link"
        onClick={() => props.onFilter({ search: '', isToCheckOnly: false, hasPlain: filter.hasPlain })}
      >
        {text.showAll}
      </button>
    </p>
  );
}
