import type { SaveProgress } from '../batch-state.ts';
import { Notice } from '../ui/notice.tsx';
import { strings } from '../ui/strings.ts';

/** Said before the first byte: the archive is larger than what the browser lets the page keep. */
export function NoRoom(props: {
  save: Extract<SaveProgress, { kind: 'no-room' }>;
  onSaveAnyway: () => void;
  onSaveStudies: () => void;
}) {
  return (
    <Notice tone="held">
      <p>
        <strong>Not enough space.</strong> {strings.save.noRoom(props.save.needBytes, props.save.freeBytes)}
      </p>
      <p>{strings.save.noRoomWaysOut}</p>
      <span className="row note-acts">
        <button type="button" className="btn small" onClick={props.onSaveStudies}>
          Save one ZIP per study
        </button>
        <button type="button" className="link" onClick={props.onSaveAnyway}>
          Save anyway
        </button>
      </span>
    </Notice>
  );
}
