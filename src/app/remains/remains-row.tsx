import { Check, Eraser, SearchCheck } from 'lucide-react';
import type { Ref } from 'react';
import type { RemainingRow } from '../../pipeline/remaining-values.ts';
import type { Intents } from '../create-intents.ts';
import { Chip } from '../ui/chip.tsx';
import { formatCount } from '../ui/format.ts';
import { GridCell } from '../ui/grid.tsx';
import { Icon } from '../ui/icon.tsx';
import { strings } from '../ui/strings.ts';
import { remainingSubjectOf } from './remaining-subject.ts';

const text = strings.remains;

/** One line of the grid. */
export function RemainsRow(props: {
  row: RemainingRow;
  index: number;
  startPx: number;
  isActive: boolean;
  isReviewed: boolean;
  rowRef: Ref<HTMLDivElement>;
  onChoose: () => void;
  onWriteRule: Intents['writeRule'] | null;
}) {
  const { row, isActive, onWriteRule } = props;
  const subject = remainingSubjectOf(row);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys of all rows.
    <div
      role="row"
      className="row"
      aria-selected={isActive}
      aria-rowindex={props.index + 2}
      data-index={props.index}
      ref={props.rowRef}
      tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${props.startPx}px)` }}
      onClick={props.onChoose}
    >
      <GridCell className="state">
        <ReviewChip isToCheck={row.isToCheck} isReviewed={props.isReviewed} />
      </GridCell>
      <GridCell className="value">
        {row.text === null ? (
          <span className="faint">{text.rest}</span>
        ) : (
          <code className="clip" title={row.text}>
            {row.text}
          </code>
        )}
      </GridCell>
      <GridCell className="attr">
        <span className="clip" title={row.depth > 0 ? `${row.name}, ${row.path}` : row.name}>
          <code className="muted">{row.tag}</code> {row.name}
        </span>
      </GridCell>
      <GridCell className="count r">
        {formatCount(row.files)}
        <span className="only-card"> {row.files === 1 ? 'file' : 'files'}</span>
      </GridCell>
      <GridCell className="why">
        <span className="clip">{text.whys[row.why]}</span>
      </GridCell>
      {onWriteRule !== null && (
        <GridCell className="erase">
          {subject !== null && (
            <button
              type="button"
              className="icon-btn"
              tabIndex={isActive ? 0 : -1}
              aria-label={text.removeAttribute(subject.name)}
              title={text.removeTitle(subject.name)}
              onClick={() =>
                void onWriteRule({ selector: subject.selector, decision: { kind: 'remove' } }, subject.name)
              }
            >
              <Icon of={Eraser} size={14} />
            </button>
          )}
        </GridCell>
      )}
    </div>
  );
}

function ReviewChip({ isToCheck, isReviewed }: { isToCheck: boolean; isReviewed: boolean }) {
  if (isToCheck && !isReviewed) {
    return (
      <Chip tone="held" icon={SearchCheck}>
        {text.check}
      </Chip>
    );
  }
  return (
    <Chip tone="ok" icon={Check}>
      <span className={isReviewed ? undefined : 'vh'}>{isReviewed ? text.reviewed : text.noConcern}</span>
    </Chip>
  );
}
