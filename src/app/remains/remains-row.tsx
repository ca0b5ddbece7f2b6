import { Check, Eraser, SearchCheck } from 'lucide-react';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import type { Intents } from '../intents/create-intents.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { GridCell, type GridPlace, GridRow } from '../ui/controls/grid.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount } from '../ui/format.ts';
import { remainsStrings } from '../ui/strings/remains.ts';
import { remainingSubjectOf } from './remaining-subject.ts';

const text = remainsStrings;

/** One line of the grid. */
export function RemainsRow(
  props: GridPlace & {
    row: RemainingRow;
    isReviewed: boolean;
    onChoose: () => void;
    onWriteRule: Intents['writeRule'] | null;
  },
) {
  const { row, isReviewed, onChoose, onWriteRule, ...place } = props;
  const { isActive } = place;
  const subject = remainingSubjectOf(row);
  return (
    <GridRow {...place} className="row" isSelected={isActive} onClick={onChoose}>
      <GridCell className="state">
        <ReviewChip isToCheck={row.isToCheck} isReviewed={isReviewed} />
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
        <span className="only-card"> {text.filesWord(row.files)}</span>
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
    </GridRow>
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
