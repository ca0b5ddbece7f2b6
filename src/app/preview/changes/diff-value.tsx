import { memo } from 'react';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { shortenMiddle } from '../../ui/format.ts';
import { MarkedText, type Stretch } from '../../ui/marked-text.tsx';
import { strings } from '../../ui/strings.ts';
import { markWords } from './word-diff.ts';

/** Enough of a UID to tell two apart; the inspector has it whole. */
const UID_LENGTH = 15;
/** Cells show no more than this of a text; the inspector has it whole. */
const CELL_LENGTH = 300;

type Value = { readonly row: DiffRow; readonly isWhole?: boolean };

/** The value before: struck out with a minus sign when it does not stay. */
export const ValueBefore = memo(function ValueBefore({ row, isWhole = false }: Value) {
  if (row.before === null || row.before === '') {
    return <Nothing text={row.effect === 'added' ? 'not present' : 'empty'} />;
  }
  if (row.effect === 'kept') {
    return (
      <span className="same">
        <span className="txt">{show(row.before, row, isWhole)}</span>
      </span>
    );
  }
  const marked = markedValues(row, isWhole);
  return (
    <del className={marked === null ? undefined : 'part'}>
      <span className="txt">
        {marked === null ? show(row.before, row, isWhole) : <MarkedText stretches={marked.before} />}
      </span>
    </del>
  );
});

/** The value after: with a plus sign when it is new. @param changedInside of a sequence that stays. */
export const ValueAfter = memo(function ValueAfter({
  row,
  isWhole = false,
  changedInside = 0,
}: Value & { readonly changedInside?: number }) {
  switch (row.effect) {
    case 'kept':
      return <Nothing text={changedInside > 0 ? strings.diff.inside(changedInside) : 'unchanged'} />;
    case 'removed':
      return <Nothing text={row.vr === 'SQ' ? 'removed, with items' : 'removed'} />;
    case 'emptied':
      return <Nothing text="empty" />;
    default:
      return <NewValue row={row} isWhole={isWhole} />;
  }
});

function NewValue({ row, isWhole }: { row: DiffRow; isWhole: boolean }) {
  if (!row.after) {
    return <Nothing text={row.vr === 'SQ' ? 'replaced, with items' : 'empty'} />;
  }
  const marked = markedValues(row, isWhole);
  return (
    <ins className={marked === null ? undefined : 'part'}>
      <span className="txt">
        {marked === null ? show(row.after, row, isWhole) : <MarkedText stretches={marked.after} />}
      </span>
    </ins>
  );
}

/** What stands in place of values: a count of them, or that there is none. */
export function Nothing({ text }: { text: string }) {
  return (
    <span className="none">
      <span className="txt">{text}</span>
    </span>
  );
}

/** Null where nothing, or everything, changed: marks would say no more than the colour does. */
function markedValues(
  row: DiffRow,
  isWhole: boolean,
): { readonly before: readonly Stretch[]; readonly after: readonly Stretch[] } | null {
  if (row.effect !== 'replaced' || !row.before || !row.after || row.vr === 'UI' || row.vr === 'SQ') {
    return null;
  }
  const marked = markWords(show(row.before, row, isWhole), show(row.after, row, isWhole));
  return marked.before.some(({ isMarked }) => !isMarked) ? marked : null;
}

function show(value: string, row: DiffRow, isWhole: boolean): string {
  if (isWhole) {
    return value;
  }
  return row.vr === 'UI' ? shortenMiddle(value, UID_LENGTH) : value.slice(0, CELL_LENGTH);
}
