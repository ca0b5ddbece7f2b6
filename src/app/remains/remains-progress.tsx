import type { RemainsState } from '../batch/remains-state.ts';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
import { remainsStrings } from '../ui/strings/remains.ts';
import type { RemainsCounts } from './filter-rows.ts';

const text = remainsStrings;

/** How far the look has come, with the way to stop it; afterwards what it came to. */
export function RemainsProgress(props: { remains: RemainsState; counts: RemainsCounts; onStop: () => void }) {
  const { phase, looked, total, unread } = props.remains;
  if (phase === 'not-asked') {
    return null;
  }
  if (phase !== 'looking') {
    return <span className="faint end">{text.found(props.counts.values, looked - unread)}</span>;
  }
  return (
    <span className="row end remains-progress">
      <ProgressBar name={text.progress} value={looked} max={Math.max(1, total)} said={text.looking(looked, total)} />
      <span className="num muted">{text.looking(looked, total)}</span>
      <button type="button" className="btn quiet small" onClick={props.onStop}>
        {text.cancel}
      </button>
    </span>
  );
}

/** What the list does not tell: that it is not whole, and which files it leaves out. */
export function RemainsCaveats({ remains, onLookAgain }: { remains: RemainsState; onLookAgain: () => void }) {
  const { phase, looked, total, unread, isOutOfDate } = remains;
  if (phase === 'not-asked' || phase === 'looking') {
    return null;
  }
  const isWhole = phase === 'done' && !isOutOfDate;
  if (isWhole) {
    return unread === 0 ? null : <p className="remains-note faint">{text.unread(unread)}</p>;
  }
  return (
    <div className="remains-note partial row">
      <span className="grow">
        {phase === 'broken' && `${text.broken} `}
        {phase === 'stopped' && `${text.stopped(looked, total)} `}
        {isOutOfDate && text.outOfDate}
      </span>
      <button type="button" className="btn quiet small" onClick={onLookAgain}>
        {text.lookAgain}
      </button>
    </div>
  );
}
