import { CircleAlert, CircleCheck } from 'lucide-react';
import { hostOf, type UploadProgress } from '../batch/upload-progress.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
import { countOf, formatTime } from '../ui/format.ts';
import { uploadStrings as text } from '../ui/strings/upload/uploads.ts';
import { takeFreeFocus } from './take-free-focus.ts';

/** One bar, what the server has so far, and the way to stop. */
export function Sending(props: { upload: Extract<UploadProgress, { kind: 'sending' }>; onCancel: () => void }) {
  const { total, totalBytes, sentBytes, counts, isCancelling, isOffline, pause } = props.upload;
  const percent = totalBytes === 0 ? 0 : Math.min(100, (100 * sentBytes) / totalBytes);
  return (
    <div className="saving">
      <ProgressBar name={text.progress} value={Math.floor(percent)} max={100} percent={percent} />
      <div className="row between">
        <span className="muted num small">{text.sent(counts.stored, total, sentBytes)}</span>
        <button
          type="button"
          className="btn small"
          disabled={isCancelling}
          ref={takeFreeFocus}
          onClick={props.onCancel}
        >
          {isCancelling ? text.cancelling : text.cancel}
        </button>
      </div>
      {isOffline && (
        <p className="hint" role="alert">
          {text.offline}
        </p>
      )}
      {!isOffline && pause !== null && (
        <p className="hint" role="status" aria-label={text.pause.region}>
          {text.pause.why[pause.why]} {text.pause.next(formatTime(pause.nextTryAtMs))}
        </p>
      )}
      <p className="vh" role="status" aria-label={text.progress}>
        {text.percent(Math.floor(percent / 10) * 10)}
      </p>
    </div>
  );
}

/** The three numbers, why files are not there, and the way to send them again. */
export function UploadResult(props: {
  upload: UploadProgress;
  isBusy: boolean;
  onSendAgain: () => void;
  onDiscard: () => void;
}) {
  const { upload } = props;
  if (upload.kind !== 'ended') return null;
  const { stored, refused, notSent } = upload.counts;
  // Why sending ended early is said once.
  const reasons = upload.reasons.filter(({ reason }) => reason !== upload.stoppedBy);
  const isWhole = refused === 0 && notSent === 0;
  return (
    <>
      <div
        key={upload.brokenOff}
        className={`note upload-result ${isWhole ? 'ok' : 'held'}`}
        tabIndex={-1}
        ref={takeFreeFocus}
      >
        <Icon of={isWhole ? CircleCheck : CircleAlert} />
        <div className="note-text">
          <p role="status" aria-label={text.resultName} className="strong">
            {text.result(stored, refused, notSent)}
          </p>
          <p className="small muted">{hostOf(upload.target)}</p>
          {upload.stoppedBy !== null && <p>{upload.stoppedBy}</p>}
          {upload.isOutOfDate && <p>{text.outOfDate}</p>}
          {reasons.length > 0 && (
            <ul className="reasons">
              {reasons.slice(0, 5).map(({ reason, files }) => (
                <li key={reason}>
                  {countOf(files, 'file', 'files')}: {reason}
                </li>
              ))}
            </ul>
          )}
        </div>
        {upload.brokenOff !== null && (
          <button type="button" className="btn" onClick={props.onDiscard}>
            {text.discardBrokenOff}
          </button>
        )}
        {notSent > 0 && (
          <button type="button" className="btn" disabled={props.isBusy} onClick={props.onSendAgain}>
            {text.sendAgain(notSent)}
          </button>
        )}
      </div>
      <p className="hint">{text.receipt}</p>
    </>
  );
}
