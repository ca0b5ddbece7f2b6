import { CircleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { strings } from '../strings.ts';
import { Icon } from './icon.tsx';

/** One line that needs to be read: spoken at once, with the way out beside it. */
export function Notice(props: { tone: 'held' | 'danger'; children: ReactNode; onDismiss?: () => void }) {
  return (
    <div className={`note ${props.tone}`} role="alert">
      <Icon of={CircleAlert} />
      <div className="note-text">{props.children}</div>
      {props.onDismiss && (
        <button type="button" className="icon-btn" aria-label={strings.shell.dismiss} onClick={props.onDismiss}>
          <Icon of={X} />
        </button>
      )}
    </div>
  );
}
