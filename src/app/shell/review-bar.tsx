import { useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { createSearchCounter } from '../batch/derived/count-search.ts';
import { countStandings, type StandingRules, sumSizeBytes } from '../batch/outcomes.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Totals } from '../ui/controls/totals.tsx';
import { formatSize } from '../ui/format.ts';
import { reviewStrings } from '../ui/strings/review.ts';
import { strings } from '../ui/strings.ts';
import { ForecastNote } from './forecast-note.tsx';
import { SearchNote } from './search-note.tsx';

const text = reviewStrings;

/** Totals of the list, and the one decision of this step. */
export function ReviewBar() {
  const files = useBatch((state) => state.files);
  const forecast = useBatch((state) => state.forecast);
  const search = useBatch((state) => state.search);
  const hasFailed = useBatch(({ pool }) => pool.kind === 'failed');
  const hasResult = useBatch((state) => state.hasResult);
  const rules = useBatch((state, derived) => derived.rules(state));
  const intents = useIntents();
  const [counter] = useState(createSearchCounter);
  const looked = useBatch(counter);
  const { counts, sizeBytes, isWhole } = useMemo(() => sumUp(files, rules), [files, rules]);
  const ready = counts.ready + counts.deidentified;
  const hasWork = ready + counts.held > 0;
  // Even without work the run ends in a result, whose records say why each file stayed behind.
  const canRun = files.length > 0 && !hasFailed;
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
          onStop={intents.stopForecast}
          onResume={intents.resumeForecast}
        />
        <SearchNote search={search} counts={looked} onStop={intents.stopSearch} onResume={intents.resumeSearch} />
        <span className="muted num small wide">{hasWork ? formatSize(sizeBytes) : text.noWork}</span>
        {counts.held > 0 && (
          <button type="button" className="btn" onClick={() => intents.openDecide()}>
            {text.toWaiting}
          </button>
        )}
        {hasResult && isWhole && (
          <button type="button" className="btn" onClick={intents.openResult}>
            {text.toResult}
          </button>
        )}
        <button
          type="button"
          className={hasWork ? 'btn primary large' : 'btn large'}
          disabled={!canRun}
          onClick={intents.deidentify}
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
