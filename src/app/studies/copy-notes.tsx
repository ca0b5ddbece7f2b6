import { ChevronDown, Files } from 'lucide-react';
import { useMemo } from 'react';
import type { Copies } from '../batch/derived/find-copies.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { VirtualList } from '../ui/controls/virtual-list.tsx';
import { formatCount } from '../ui/format.ts';
import { studiesStrings } from '../ui/strings/studies.ts';
import type { InclusionChange, LeftOutIds } from './inclusion.ts';

const text = studiesStrings.duplicates;

/** Instances that were added more than once, and one button that leaves all but the first out. */
export function CopyNotes(props: {
  copies: readonly Copies[];
  leftOut: LeftOutIds;
  onChangeInclusion: (change: InclusionChange) => void;
}) {
  const later = useMemo(
    () =>
      props.copies.flatMap(({ first, later: files }) => files.map(({ id, path }) => ({ id, path, of: first.path }))),
    [props.copies],
  );
  if (later.length === 0) {
    return null;
  }
  const isIn = later.some(({ id }) => !props.leftOut.has(id));
  const ids = later.flatMap(({ id }) => (props.leftOut.has(id) === isIn ? [] : [id]));
  return (
    <details className="split-notes">
      <summary>
        <Icon of={ChevronDown} size={14} className="twist" />
        <Icon of={Files} size={14} />
        <span>{text.heading}</span>
        <span className="num">{formatCount(later.length)}</span>
      </summary>
      <div className="note-body">
        <p>{text.about(later.length, props.copies.length)}</p>
        <button
          type="button"
          className="btn small"
          onClick={() => props.onChangeInclusion({ kind: isIn ? 'left-out' : 'put-back', ids })}
        >
          {isIn ? text.leaveOut : text.putBack}
        </button>
      </div>
      <VirtualList
        label={text.list}
        items={later}
        rowPx={42}
        rowClass="file-row"
        keyOf={({ id }) => id}
        render={({ path, of }) => (
          <>
            <span className="mono">{path}</span>
            <span className="file-reason">{text.copyOf(of)}</span>
          </>
        )}
      />
    </details>
  );
}
