import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { VirtualList } from '../ui/controls/virtual-list.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { titleOf } from './entry-title.ts';

/** The files of an entry that is not about what an image shows, each with the way to its attributes. */
export function HeldFiles({ entry, onInspect }: { entry: WaitingEntry; onInspect: (id: number) => void }) {
  return (
    <div className="held-files">
      <VirtualList
        label={decideStrings.filesOf(titleOf(entry))}
        items={entry.files}
        rowPx={32}
        rowClass="pick-row"
        keyOf={({ id }) => id}
        render={(file) => (
          <>
            <span className="mono clip">{file.path}</span>
            <button type="button" className="link small" onClick={() => onInspect(file.id)}>
              {decideStrings.inspect}
              <span className="vh"> {file.path}</span>
            </button>
          </>
        )}
      />
    </div>
  );
}
