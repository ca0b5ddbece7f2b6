import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { strings } from '../strings.ts';
import { Icon } from './icon.tsx';

/** A modal dialog while it is rendered; the browser keeps focus inside and gives Escape. `full` takes the whole window. */
export function Dialog(props: { title: string; size?: 'full'; onClose: () => void; children: ReactNode }) {
  const titleId = useId();
  return (
    <dialog
      className={props.size === 'full' ? 'dialog full' : 'dialog'}
      aria-labelledby={titleId}
      onClose={props.onClose}
      ref={showOnce}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        {/* Closed by the browser, which gives the focus back to where it came from. */}
        <button
          type="button"
          className="icon-btn"
          aria-label={strings.shell.close}
          onClick={(event) => event.currentTarget.closest('dialog')?.close()}
        >
          <Icon of={X} />
        </button>
      </div>
      <div className="dialog-body">{props.children}</div>
    </dialog>
  );
}

/** One function for all renders, so that React calls it once: what is drawn anew while the dialog closes must not open it again. */
function showOnce(node: HTMLDialogElement | null): void {
  if (node !== null && !node.open) node.showModal();
}
