import type { WrittenArchive } from '../batch/batch-state.ts';
import { Notice } from '../ui/controls/notice.tsx';
import { exportStrings } from '../ui/strings/export.ts';

const text = exportStrings.unneeded;

/** Says that what was asked for is there already, and what to do where the person needs it again. */
export function UnneededNote(props: { written: WrittenArchive; isBusy: boolean; onSaveAgain: () => void }) {
  const { archive } = props.written;
  return (
    <Notice tone="held">
      <p>
        <strong>{text.heading(archive.kind === 'picked' ? archive.fileName : null)}</strong> {text.about}
      </p>
      <span className="row note-acts">
        <button type="button" className="link" disabled={props.isBusy} onClick={props.onSaveAgain}>
          {text.again}
        </button>
      </span>
    </Notice>
  );
}
