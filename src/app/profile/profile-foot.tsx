import { Download, Upload } from 'lucide-react';
import { Icon } from '../ui/controls/icon.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';

const text = profilePanelStrings.foot;

/** Import, export and the fingerprint of the profile. */
export function ProfileFoot(props: { hash: string | null; onImport: (file: File) => void; onExport: () => void }) {
  const { hash } = props;
  return (
    <div className="pane-foot">
      <button
        type="button"
        className="btn quiet small"
        aria-label={text.importProfile}
        onClick={() => pickFile(jsonFiles, props.onImport)}
      >
        <Icon of={Upload} size={14} />
        {text.import}
      </button>
      <button type="button" className="btn quiet small" aria-label={text.exportProfile} onClick={props.onExport}>
        <Icon of={Download} size={14} />
        {text.export}
      </button>
      <span className="path end" title={hash === null ? undefined : `${text.hash}${hash}`}>
        <span className="vh">{text.hash}</span>
        {hash === null ? '…' : (hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')}
      </span>
    </div>
  );
}
