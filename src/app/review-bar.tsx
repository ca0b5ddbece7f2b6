import { useMemo } from 'react';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { BatchState } from './batch-state.ts';
import { countStandings, type StandingRules, sumSizeBytes } from './outcomes.ts';
import { standingRulesOf } from './standing-rules.ts';
import { formatSize } from './ui/format.ts';
import { reviewStrings } from './ui/strings/review.ts';
import { strings } from './ui/strings.ts';
import { Totals } from './ui/totals.tsx';

const text = reviewStrings;

/** Totals of the list, and the one decision of this step. */
export function ReviewBar(props: { state: BatchState; onDeidentify: () => void; onOpenResult: () => void }) {
  const { files, pool } = props.state;
  const rules = standingRulesOf(props.state);
  const { counts, sizeBytes, hasResult } = useMemo(() => sumUp(files, rules), [files, rules]);
  const ready = counts.ready + counts.deidentified;
  const hasWork = ready + counts.held > 0;
  // Even without work the run ends in a result, whose records say why each file stayed behind.
  const canRun = files.length > 0 && pool.kind !== 'failed';
  return (
    <footer className="actionbar">
      <p className="vh" role="status" aria-label={text.status}>
        {text.counts(files.length, ready, counts.held, counts.skipped, counts.failed)}
      </p>
      <Totals
        files={files.length}
        fine={[ready, text.ready]}
        held={counts.held}
        skipped={counts.skipped}
        failed={counts.failed}
      />
      <div className="end">
        <span className="muted num small wide">{hasWork ? formatSize(sizeBytes) : text.noWork}</span>
        {hasResult && (
          <button type="button" className="btn" onClick={props.onOpenResult}>
            {text.toResult}
          </button>
        )}
        <button type="button" className="btn primary large" disabled={!canRun} onClick={props.onDeidentify}>
          {text.deidentify}
        </button>
      </div>
    </footer>
  );
}

function sumUp(files: readonly BatchFile[], rules: StandingRules) {
  const hasResult = files.length > 0 && files.every(({ outcome }) => outcome !== null);
  return { counts: countStandings(files, rules), sizeBytes: sumSizeBytes(files), hasResult };
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
