import { useEffect, useMemo, useRef, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { ForecastState } from '../batch/forecast-state.ts';
import { isUnplanned } from '../batch/forecast-state.ts';
import type { OutcomeCounts } from '../batch/outcomes.ts';
import { reviewStrings } from '../ui/strings/review.ts';

const text = reviewStrings.forecast;

/** The whole list is gone through in this many steps as far as a screen reader is told. */
const STEPS = 4;

/** How far the plan of the batch is, and how to stop it or go on. */
export function ForecastNote(props: {
  files: readonly BatchFile[];
  forecast: ForecastState;
  counts: OutcomeCounts;
  /** Images that wait for the search for text. */
  searching: number;
  onStop: () => void;
  onResume: () => void;
}) {
  const { files, forecast, counts } = props;
  const open = useMemo(() => files.filter(isUnplanned).length, [files]);
  const done = files.length - open;
  const [said] = useState(createSpokenCounts);
  const step =
    open === 0 ? 'whole' : `${forecast.basis} ${forecast.phase} ${Math.floor((STEPS * done) / files.length)}`;
  const { ready, deidentified, held, skipped, failed } = said(counts, step);
  const keepFocus = useKeptFocus(open > 0);
  return (
    <>
      <p className="vh" role="status" aria-label={text.status}>
        {text.counts(open > 0, ready + deidentified, held, skipped, failed, props.searching)}
      </p>
      {open > 0 && (
        <>
          <span className="muted num small wide">{noteOf(forecast.phase, done, files.length)}</span>
          {forecast.phase === 'stopped' || forecast.phase === 'broken' ? (
            <button type="button" className="btn quiet" onClick={props.onResume} {...keepFocus}>
              {text.resume}
            </button>
          ) : (
            <button type="button" className="btn quiet" onClick={props.onStop} {...keepFocus}>
              {text.stop}
            </button>
          )}
        </>
      )}
    </>
  );
}

/** When the button goes while it has the focus, the focus goes to the content of the step. */
function useKeptFocus(isThere: boolean) {
  const hasFocus = useRef(false);
  useEffect(() => {
    if (isThere) return;
    if (hasFocus.current && document.activeElement === document.body) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    hasFocus.current = false;
  }, [isThere]);
  return {
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: (event: React.FocusEvent) => {
      // A browser may say the same of a button that is being taken away.
      if (event.target.isConnected) hasFocus.current = false;
    },
  };
}

function noteOf(phase: ForecastState['phase'], done: number, total: number): string {
  switch (phase) {
    case 'stopped':
      return text.stopped(total - done);
    case 'broken':
      return text.broken(total - done);
    default:
      return text.checking(done, total);
  }
}

/** Counts that change many times a second would never let a screen reader finish: they stay until the next step. */
function createSpokenCounts() {
  let last: { readonly step: string; readonly counts: OutcomeCounts } | null = null;
  return (counts: OutcomeCounts, step: string): OutcomeCounts => {
    if (last === null || last.step !== step || step === 'whole') last = { step, counts };
    return last.counts;
  };
}
