import { useId, useState } from 'react';
import { focusOnce } from '../ui/focus-once.ts';
import { exportStrings } from '../ui/strings/export.ts';

const text = exportStrings.release;

/** Asks for what the records need: the reason of the release. Images are never released here: they are looked at first. */
export function ReleaseForm(props: { count: number; onRelease: (reason: string) => void; onKeep: () => void }) {
  const [reason, setReason] = useState('');
  const hintId = useId();
  const action = text.action(props.count);
  const isComplete = reason.trim() !== '';
  const release = () => {
    if (isComplete) {
      props.onRelease(reason.trim());
    }
  };
  return (
    // Not a form: the page's sandbox allows none (docs/security.md), and without one nothing can be submitted anywhere.
    // biome-ignore lint/a11y/useSemanticElements: a form element could not be used here, see above.
    <div className="confirm" role="form" aria-label={action}>
      <div className="row">
        <input
          ref={focusOnce}
          className="input"
          aria-label={text.note}
          aria-describedby={hintId}
          placeholder={text.noteHint}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && release()}
        />
        <button type="button" className="btn primary" disabled={!isComplete} onClick={release}>
          {action}
        </button>
        <button type="button" className="btn quiet" onClick={props.onKeep}>
          {text.keep}
        </button>
      </div>
      <p className="hint" id={hintId}>
        {text.about}
      </p>
    </div>
  );
}
