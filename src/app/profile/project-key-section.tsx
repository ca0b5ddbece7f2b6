import { Download, Upload } from 'lucide-react';
import type { ProjectKey } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';

const text = profilePanelStrings.key;

/** The secret behind the pseudonyms: made at start, kept by the person who saves it, never stored by the page. */
export function ProjectKeySection(props: { projectKey: ProjectKey; onSave: () => void; onLoad: (file: File) => void }) {
  const { origin, isSaved } = props.projectKey;
  const state = text.states[origin === 'loaded' ? 'loaded' : isSaved ? 'saved' : 'unsaved'];
  return (
    <div className="section">
      <div className="row between">
        <h3>{text.heading}</h3>
        <span className="faint small">{state}</span>
      </div>
      <p className="hint">{strings.key.about}</p>
      <div className="row key-acts">
        <button type="button" className="btn small grow" onClick={props.onSave}>
          <Icon of={Download} size={14} />
          {text.save}
        </button>
        <button type="button" className="btn small grow" onClick={() => pickFile(jsonFiles, props.onLoad)}>
          <Icon of={Upload} size={14} />
          {text.load}
        </button>
      </div>
    </div>
  );
}

/** Where patients get their new IDs, the way to have those of an earlier visit; nothing once a key is loaded. */
export function KeyReminder({ projectKey, onLoad }: { projectKey: ProjectKey; onLoad: (file: File) => void }) {
  if (projectKey.origin === 'loaded') return null;
  return (
    <p className="hint">
      {text.reminder}{' '}
      <button type="button" className="link small" onClick={() => pickFile(jsonFiles, onLoad)}>
        {strings.key.open}
      </button>
    </p>
  );
}
