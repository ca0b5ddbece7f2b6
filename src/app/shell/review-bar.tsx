import { useMemo } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch/batch-state.ts';
import { countSearch } from '../batch/derived/count-search.ts';
import { countStandings, type StandingRules, sumSizeBytes } from '../batch/outcomes.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import { Totals } from '../ui/controls/totals.tsx';
import { formatSize } from '../ui/format.ts';
import { reviewStrings } from '../ui/strings/review.ts';
import { strings } from '../ui/strings.ts';
import { ForecastNote } from './forecast-note.tsx';
import { SearchNote } from './search-note.tsx';

const text = reviewStrings;

/** Totals of the list, and the one decision of this step. */
export function ReviewBar(props: {
  state: BatchState;
  onDeidentify: () => void;
  onOpenDecide: () => void;
  onOpenResult: () => void;
  onStopForecast: () => void;
  onResumeForecast: () => void;
  onStopSearch: () => void;
  onResumeSearch: () => void;
}) {
  const { files, pool, forecast, search } = props.state;
  const looked = useMemo(() => countSearch({ files, search }), [files, search]);
  const rules = standingRulesOf(props.state);
  const { counts, sizeBytes, isWhole } = useMemo(() => sumUp(files, rules), [files, rules]);
  const ready = counts.ready + counts.deidentified;
  const hasWork = ready + counts.held > 0;
  // Even without work the run ends in a result, whose records say why each file stayed behind.
  const canRun = files.length > 0 && pool.kind !== 'failed';
  return (
    <footer className="actionbar">
      <Totals
        files={files.length}
        fine={[ready, text.ready]}
        held={counts.held}
        skipped={counts.skipped}
        failed={counts.failed}
      />
      <div className="end">
        <ForecastNote
          files={files}
          forecast={forecast}
          counts={counts}
          searching={looked.open}
          onStop={props.onStopForecast}
          onResume={props.onResumeForecast}
        />
        <SearchNote search={search} counts={looked} onStop={props.onStopSearch} onResume={props.onResumeSearch} />
        <span className="muted num small wide">{hasWork ? formatSize(sizeBytes) : text.noWork}</span>
        {counts.held > 0 && (
          <button type="button" className="btn" onClick={props.onOpenDecide}>
            {text.toWaiting}
          </button>
        )}
        {props.state.hasResult && isWhole && (
          <button type="button" className="btn" onClick={props.onOpenResult}>
            {text.toResult}
          </button>
        )}
        <button
          type="button"
          className={hasWork ? 'btn primary large' : 'btn large'}
          disabled={!canRun}
          onClick={props.onDeidentify}
        >
          {text.deidentify}
        </button>
      </div>
    </footer>
  );
}

function sumUp(files: readonly BatchFile[], rules: StandingRules) {
  const isWhole = files.length > 0 && files.every(({ outcome }) => outcome !== null);
  return { counts: countStandings(files, rules), sizeBytes: sumSizeBytes(files), isWhole };
}

/** While headers are read the decision waits. */
export function ScanBar() {
  return (
    <footer className="actionbar">
      <p className="totals">{strings.scan.about}</p>
      <div className="end">
        <span className="muted small wide">{text.afterReading}</span>
        <button type="button" className="btn primary large" disabled>
          {text.deidentify}
        </button>
      </div>
    </footer>
  );
}
