import { useRef } from 'react';
import { purposes } from '../../../profile/purposes/purposes.ts';
import type { PurposeSwitch } from '../../batch/batch-state.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';

const text = purposeStrings;

/** What was switched, and the way back. The status stays in the page so that it is spoken. */
export function UndoSwitch({ undo, onUndo }: { undo: PurposeSwitch | null; onUndo: () => void }) {
  const status = useRef<HTMLParagraphElement>(null);
  return (
    <div className={undo === null ? 'vh' : 'undo-switch'}>
      <p ref={status} role="status" tabIndex={-1}>
        {undo === null ? '' : text.switched(purposes[undo.to].name)}
      </p>
      {undo !== null && (
        <button
          type="button"
          className="link small"
          onClick={() => {
            // The button goes with what it takes back.
            status.current?.focus();
            onUndo();
          }}
        >
          {text.undo}
        </button>
      )}
    </div>
  );
}
