import { Download, Upload } from 'lucide-react';
import type { ProjectKey } from '../batch-state.ts';
import { Icon } from '../ui/icon.tsx';
import { pickFile } from '../ui/pick-file.ts';
import { strings } from '../ui/strings.ts';

/** The secret behind the pseudonyms: made at start, kept by the person who saves it, never stored by the page. */
export function ProjectKeySection(props: { projectKey: ProjectKey; onSave: () => void; onLoad: (file: File) => void }) {
  const { origin, isSaved } = props.projectKey;
  const state = origin === 'loaded' ? 'Loaded from a file' : isSaved ? 'New, saved' : 'New, not saved';
  return (
    <div className="section">
      <div className="row between">
        <h3>Project key</h3>
        <span className="faint small">{state}</span>
      </div>
      <p className="hint">{strings.key.about}</p>
      <div className="row key-acts">
        <button type="button" className="btn small grow" onClick={props.onSave}>
          <Icon of={Download} size={14} />
          Save key
        </button>
        <button
          type="button"
          className="btn small grow"
          onClick={() => pickFile('.json,application/json', props.onLoad)}
        >
          <Icon of={Upload} size={14} />
          Load key
        </button>
      </div>
    </div>
  );
}
