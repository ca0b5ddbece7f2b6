import type { SearchCounts } from '../batch/derived/count-search.ts';
import type { SearchState } from '../batch/search-state.ts';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
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
          <ProgressBar
            className="bar beside"
            name={text.progress}
            value={done}
            max={done + open}
            said={text.going(done, done + open)}
          />
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
