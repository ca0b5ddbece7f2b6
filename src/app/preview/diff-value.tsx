import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import { shortenMiddle } from '../ui/format.ts';

/** Enough of a UID to tell two apart; the inspector has it whole. */
const UID_LENGTH = 15;

/** The value before: struck out with a minus sign when it does not stay. */
export function ValueBefore({ row, isWhole = false }: { row: DiffRow; isWhole?: boolean }) {
  if (row.before === null || row.before === '') {
    return <Nothing text={row.effect === 'added' ? 'not present' : 'empty'} />;
  }
  const text = show(row.before, row, isWhole);
  if (row.effect === 'kept') {
    return (
      <span className="same">
        <span className="txt">{text}</span>
      </span>
    );
  }
  return (
    <del>
      <span className="txt">{text}</span>
    </del>
  );
}

/** The value after: with a plus sign when it is new. */
export function ValueAfter({ row, isWhole = false }: { row: DiffRow; isWhole?: boolean }) {
  switch (row.effect) {
    case 'kept':
      return <Nothing text="unchanged" />;
    case 'removed':
      return <Nothing text={row.vr === 'SQ' ? 'removed, with items' : 'removed'} />;
    case 'emptied':
      return <Nothing text="empty" />;
    default:
      return row.after ? (
        <ins>
          <span className="txt">{show(row.after, row, isWhole)}</span>
        </ins>
      ) : (
        <Nothing text={row.vr === 'SQ' ? 'replaced, with items' : 'empty'} />
      );
  }
}

function Nothing({ text }: { text: string }) {
  return (
    <span className="none">
      <span className="txt">{text}</span>
    </span>
  );
}

function show(value: string, row: DiffRow, isWhole: boolean): string {
  return row.vr === 'UI' && !isWhole ? shortenMiddle(value, UID_LENGTH) : value;
}
