import { Download, Upload } from 'lucide-react';
import { Icon } from '../ui/icon.tsx';
import { pickFile } from '../ui/pick-file.ts';

/** Import, export and the fingerprint of the profile. */
export function ProfileFoot(props: { hash: string | null; onImport: (file: File) => void; onExport: () => void }) {
  const { hash } = props;
  return (
    <div className="pane-foot">
      <button
        type="button"
        className="btn quiet small"
        aria-label="Import profile"
        onClick={() => pickFile('.json,application/json', props.onImport)}
      >
        <Icon of={Upload} size={14} />
        Import
      </button>
      <button type="button" className="btn quiet small" aria-label="Export profile" onClick={props.onExport}>
        <Icon of={Download} size={14} />
        Export
      </button>
      <span className="path end" title={hash === null ? undefined : `SHA-256 of this profile: ${hash}`}>
        <span className="vh">SHA-256 of this profile: </span>
        {hash === null ? '…' : (hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')}
      </span>
    </div>
  );
}
