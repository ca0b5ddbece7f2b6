import type { SaveProgress } from '../batch/batch-state.ts';
import { Notice } from '../ui/controls/notice.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';

const text = exportStrings.noRoom;

/**
 * Says, before a byte is written, that the archive is larger than the room for it. What a browser grants is a guess that may be
 * ignored; the limit in memory holds.
 */
export function NoRoom(props: {
  save: Extract<SaveProgress, { kind: 'no-room' }>;
  isBusy: boolean;
  onSaveAnyway: () => void;
  onSaveStudies: () => void;
}) {
  const { kind } = props.save.room;
  return (
    <Notice tone="held">
      <p>
        <strong>{text.heading}</strong> {strings.save.noRoom(props.save)}
      </p>
      <p>{strings.save.noRoomWaysOut[kind]}</p>
      <span className="row note-acts">
        <button type="button" className="btn small" disabled={props.isBusy} onClick={props.onSaveStudies}>
          {text.perStudy}
        </button>
        {kind === 'storage' && (
          <button type="button" className="link" disabled={props.isBusy} onClick={props.onSaveAnyway}>
            {text.anyway}
          </button>
        )}
      </span>
    </Notice>
  );
}
