import { KeyRound } from 'lucide-react';
import type { ProjectKey } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { strings } from '../ui/strings.ts';

const text = strings.key;

/** The project key beside Save ZIP: asked for until it is saved, never in the way. Save ZIP itself goes on without it. */
export function ProjectKeyNote(props: {
  projectKey: ProjectKey;
  /** While files are written or sent another key would split patients. */
  isBusy: boolean;
  /** The dialog asks the same now. */
  isAsked: boolean;
  onSave: () => void;
  onOpen: (file: File) => void;
}) {
  const { origin, isSaved } = props.projectKey;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
    <div
      className={isSaved ? 'note key-note' : 'note held key-note'}
      role="group"
      aria-label={text.heading}
      inert={props.isAsked}
      aria-hidden={props.isAsked || undefined}
    >
      <Icon of={KeyRound} />
      <div className="note-text">
        <p role="status">
          <strong>{isSaved ? (origin === 'loaded' ? text.opened : text.saved) : text.notSaved}</strong>{' '}
          {isSaved ? text.keep : text.why}
        </p>
        <span className="row wrap key-acts">
          <button type="button" className="btn small" onClick={props.onSave}>
            {text.save}
          </button>
          <button
            type="button"
            className="btn small quiet"
            disabled={props.isBusy}
            onClick={() => pickFile(jsonFiles, props.onOpen)}
          >
            {text.open}
          </button>
        </span>
      </div>
    </div>
  );
}
