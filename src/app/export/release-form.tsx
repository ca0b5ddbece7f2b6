import { useId, useState } from 'react';
import { countOf } from '../ui/format.ts';

/** Asks for what the records keep: that a person looked, where that is the question, and why it may go. */
export function ReleaseForm(props: {
  count: number;
  needsLook: boolean;
  onRelease: (reason: string, hasConfirmedPixels: boolean) => void;
  onKeep: () => void;
}) {
  const [hasLooked, setLooked] = useState(false);
  const [reason, setReason] = useState('');
  const hintId = useId();
  const images = countOf(props.count, 'image', 'images');
  const files = countOf(props.count, 'file', 'files');
  const what = props.needsLook ? images : files;
  const isComplete = reason.trim() !== '' && (hasLooked || !props.needsLook);
  const release = () => {
    if (isComplete) {
      props.onRelease(reason.trim(), props.needsLook && hasLooked);
    }
  };
  return (
    // Not a form: the page's sandbox allows none (docs/security.md), and without one nothing can be submitted anywhere.
    // biome-ignore lint/a11y/useSemanticElements: a form element could not be used here, see above.
    <div className="confirm" role="form" aria-label={`Release ${what}`}>
      {props.needsLook && (
        <label className="check top">
          <input type="checkbox" checked={hasLooked} onChange={(event) => setLooked(event.target.checked)} />
          <span>
            {props.count === 1
              ? 'I looked at the image and saw nothing that identifies the patient.'
              : `I looked at all ${images} and saw nothing that identifies the patient.`}
          </span>
        </label>
      )}
      <div className="row">
        <input
          ref={focusOnce}
          className="input"
          aria-label="Note for the record"
          aria-describedby={hintId}
          placeholder="Why these may be exported"
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && release()}
        />
        <button type="button" className="btn primary" disabled={!isComplete} onClick={release}>
          Release {what}
        </button>
        <button type="button" className="btn quiet" onClick={props.onKeep}>
          Keep held
        </button>
      </div>
      <p className="hint" id={hintId}>
        The note goes into the records. Do not write names or numbers of patients.
      </p>
    </div>
  );
}

function focusOnce(node: HTMLInputElement | null): void {
  node?.focus();
}
