import type { ReactNode } from 'react';
import type { Postponed } from '../batch/batch-state.ts';
import type { SearchCounts } from '../batch/derived/count-search.ts';
import { searchStrings } from '../ui/strings/search.ts';

/** Beside the buttons that save: files that wait for the search for text, the save that waits with them, and the ways out. */
export function SearchFirst(props: {
  counts: SearchCounts;
  postponed: Postponed | null;
  isBusy: boolean;
  /** How far the search is. */
  progress: ReactNode;
  onSaveWithout: () => void;
  onCancel: () => void;
}) {
  const { counts, postponed, isBusy, progress, onSaveWithout } = props;
  if (counts.waiting === 0 && postponed === null) return <div className="row wrap search-progress">{progress}</div>;
  return (
    <div className="search-first">
      <div className="row wrap search-progress">{progress}</div>
      {postponed === null ? (
        <p className="hint">{searchStrings.beforeSaving(counts.waiting)}</p>
      ) : (
        <p role="status">{searchStrings.postponed[postponed]}</p>
      )}
      <div className="row wrap">
        {counts.waiting > 0 && (
          <button type="button" className="btn" disabled={isBusy} onClick={onSaveWithout}>
            {searchStrings.saveWithout}
          </button>
        )}
        {postponed !== null && (
          <button type="button" className="btn" onClick={props.onCancel}>
            {searchStrings.cancel}
          </button>
        )}
      </div>
    </div>
  );
}
