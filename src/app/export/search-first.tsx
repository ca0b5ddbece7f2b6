import type { ReactNode } from 'react';
import type { SearchCounts } from '../batch/derived/count-search.ts';
import { searchStrings } from '../ui/strings/search.ts';

/** Beside the buttons that save: files that wait for the search for text, and the way to save without it. */
export function SearchFirst(props: {
  counts: SearchCounts;
  isBusy: boolean;
  /** How far the search is. */
  progress: ReactNode;
  onSaveWithout: () => void;
}) {
  const { counts, isBusy, progress, onSaveWithout } = props;
  if (counts.waiting === 0) return <div className="row wrap">{progress}</div>;
  return (
    <div className="stack">
      <div className="row wrap">{progress}</div>
      <p className="hint">{searchStrings.beforeSaving(counts.waiting)}</p>
      <button type="button" className="btn" disabled={isBusy} onClick={onSaveWithout}>
        {searchStrings.saveWithout}
      </button>
    </div>
  );
}
