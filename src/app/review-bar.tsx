import { useMemo } from 'react';
import type { BatchState } from './batch-state.ts';
import { countStandings, sumSizeBytes } from './outcomes.ts';
import { standingRulesOf } from './standing-rules.ts';
import { formatSize } from './ui/format.ts';
import { strings } from './ui/strings.ts';
import { Totals } from './ui/totals.tsx';

/** Totals of the list, and the one decision of this step. */
export function ReviewBar(props: { state: BatchState; onDeidentify: () => void; onOpenResult: () => void }) {
  const { files, pool } = props.state;
  const rules = standingRulesOf(props.state);
  const counts = useMemo(() => countStandings(files, rules), [files, rules]);
  const sizeBytes = useMemo(() => sumSizeBytes(files), [files]);
  const ready = counts.ready + counts.deidentified;
  const hasWork = ready + counts.held > 0;
  // Even without work the run ends in a result, whose records say why each file stayed behind.
  const canRun = files.length > 0 && pool.kind !== 'failed';
  const hasResult = files.length > 0 && files.every(({ outcome }) => outcome !== null);
  return (
    <footer className="actionbar">
      <p className="vh" role="status" aria-label="Reading">
        {`${files.length} files read: ${ready} ready, ${counts.held} held, ${counts.skipped} skipped, ${counts.failed} failed`}
      </p>
      <Totals
        files={files.length}
        fine={[ready, 'ready']}
        held={counts.held}
        skipped={counts.skipped}
        failed={counts.failed}
      />
      <div className="end">
        <span className="muted num small wide">
          {hasWork ? formatSize(sizeBytes) : 'Nothing here can be de-identified. Add other files.'}
        </span>
        {hasResult && (
          <button type="button" className="btn" onClick={props.onOpenResult}>
            Back to result
          </button>
        )}
        <button type="button" className="btn primary large" disabled={!canRun} onClick={props.onDeidentify}>
          De-identify
        </button>
      </div>
    </footer>
  );
}

/** While headers are read the decision waits. */
export function ScanBar() {
  return (
    <footer className="actionbar">
      <p className="totals">{strings.scan.about}</p>
      <div className="end">
        <span className="muted small wide">Ready when reading ends</span>
        <button type="button" className="btn primary large" disabled>
          De-identify
        </button>
      </div>
    </footer>
  );
}
