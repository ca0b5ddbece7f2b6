import { Undo2 } from 'lucide-react';
import { Icon } from '../ui/icon.tsx';
import { studiesStrings } from '../ui/strings/studies.ts';
import type { InclusionChange } from './inclusion.ts';

const text = studiesStrings.leftOut;

/** What the last change to the list was, spoken, and the way back. */
export function UndoBar({ last, onUndo }: { last: InclusionChange | null; onUndo: () => void }) {
  return (
    <div className="undo-bar">
      <p role="status" aria-label={text.chip} className="num">
        {last !== null && (last.kind === 'left-out' ? text.done(last.ids.length) : text.undone(last.ids.length))}
      </p>
      {last !== null && (
        <button type="button" className="btn quiet small" onClick={onUndo}>
          <Icon of={Undo2} size={14} />
          {text.undo}
        </button>
      )}
    </div>
  );
}
