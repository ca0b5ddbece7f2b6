import { Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Icon } from '../ui/controls/icon.tsx';
import { studiesStrings } from '../ui/strings/studies.ts';
import type { InclusionChange } from './inclusion.ts';

const text = studiesStrings.leftOut;

/** What the last change to the list was, spoken, and the way back. */
export function UndoBar(props: { last: InclusionChange | null; rows: number; onUndo: () => void }) {
  const { last, rows, onUndo } = props;
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef(last);
  useEffect(() => {
    const isOtherStep = before.current !== last;
    before.current = last;
    if ((isOtherStep || rows === 0) && document.activeElement === document.body) {
      focusNextTo(bar.current);
    }
  }, [last, rows]);
  return (
    <div className="undo-bar" ref={bar}>
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

/** The row or button that had the focus is gone: the way back takes it, or the row that Tab would reach. */
function focusNextTo(bar: HTMLElement | null): void {
  const row = bar?.parentElement?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
  (bar?.querySelector<HTMLElement>('button') ?? row)?.focus();
}
