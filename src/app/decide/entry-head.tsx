import { FileText, Keyboard } from 'lucide-react';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { formatDate } from '../ui/format.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { titleOf } from './entry-title.ts';

/** Which series is open, and the ways to its attributes and to the keys. */
export function EntryHead(props: { entry: WaitingEntry; onInspect: () => void; onHelp: () => void }) {
  const { entry } = props;
  return (
    <div className="pane-head entry-head">
      <h2 id="entry-l" className="clip">
        {titleOf(entry)}
      </h2>
      <span className="muted clip">
        <span className="mono small">{entry.modality}</span>{' '}
        {[formatDate(entry.date), entry.patient].filter(Boolean).join(' · ')}
      </span>
      <div className="end">
        <IconButton icon={FileText} name={decideStrings.inspect} onPress={props.onInspect} />
        <IconButton icon={Keyboard} name={decideStrings.openShortcuts} onPress={props.onHelp} />
      </div>
    </div>
  );
}
