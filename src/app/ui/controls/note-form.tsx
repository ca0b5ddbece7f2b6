import './note-form.css';
import { useId, useState } from 'react';
import { focusOnce } from '../focus-once.ts';
import { decideStrings } from '../strings/decide.ts';

/** Asks for the line of text that a decision needs: why it goes against what was found, or what takes a value's place. */
export function NoteForm(props: {
  text: (typeof decideStrings.asked)[keyof typeof decideStrings.asked];
  /** Of the files that the answer is about. */
  count: number;
  /** The text stays while the files are checked; it is given when they are known again. */
  isChecking: boolean;
  onNote: (note: string) => void;
  onCancel: () => void;
}) {
  const [note, setNote] = useState('');
  const aboutId = useId();
  const { text } = props;
  const isComplete = note.trim() !== '' && !props.isChecking;
  const give = () => isComplete && props.onNote(note.trim());
  return (
    // Not a form: the page's sandbox allows none (docs/security.md).
    // biome-ignore lint/a11y/useSemanticElements: a form element could not be used here, see above.
    <div className="note-form" role="form" aria-label={text.label}>
      <label>
        {text.label}
        <input
          ref={focusOnce}
          className="input"
          aria-describedby={aboutId}
          placeholder={text.hint}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            // The focus moves to a button, which would be pressed by the same key.
            event.preventDefault();
            if (event.key === 'Enter') give();
            else props.onCancel();
          }}
        />
      </label>
      <p className="hint" id={aboutId}>
        {text.about}
      </p>
      <button type="button" className="btn primary large" disabled={!isComplete} onClick={give}>
        {text.act(props.count)}
      </button>
      <button type="button" className="btn" onClick={props.onCancel}>
        {decideStrings.cancel}
      </button>
    </div>
  );
}
