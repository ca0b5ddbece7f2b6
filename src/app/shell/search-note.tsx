import type { SearchCounts } from '../batch/derived/count-search.ts';
import type { SearchState } from '../batch/search-state.ts';
import { searchStrings } from '../ui/strings/search.ts';

const text = searchStrings;

/** How far the search for text is, and how to stop it or go on. Nothing where nothing is left to look at. */
export function SearchNote(props: {
  search: SearchState;
  counts: SearchCounts;
  onStop: () => void;
  onResume: () => void;
}) {
  const { search, counts } = props;
  const { done, open } = counts;
  if (search.phase === 'broken') return <span className="muted small wide">{text.broken}</span>;
  if (open === 0) return null;
  switch (search.phase) {
    case 'searching':
      return (
        <>
          <span
            className="bar beside"
            role="progressbar"
            aria-label={text.progress}
            aria-valuemin={0}
            aria-valuemax={done + open}
            aria-valuenow={done}
            aria-valuetext={text.going(done, done + open)}
          >
            <i style={{ inlineSize: `${(100 * done) / (done + open)}%` }} />
          </span>
          <span className="muted num small wide">{text.going(done, done + open)}</span>
          <button type="button" className="btn quiet" onClick={props.onStop}>
            {text.stop}
          </button>
        </>
      );
    case 'resting':
      return <span className="muted num small wide">{text.waiting(open)}</span>;
    case 'stopped':
      return (
        <>
          <span className="muted num small wide">{text.stopped(open)}</span>
          <button type="button" className="btn quiet" onClick={props.onResume}>
            {text.resume}
          </button>
        </>
      );
  }
}
