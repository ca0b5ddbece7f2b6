import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import type { RemainsFilter, RemainsState } from '../batch/remains-state.ts';

/** The lines that a filter lets through, in their order. @param reviewed counts as nothing to check any more */
export function filterRows(
  rows: readonly RemainingRow[],
  { search, isToCheckOnly, hasPlain }: RemainsFilter,
  reviewed: ReadonlySet<string>,
): readonly RemainingRow[] {
  const wanted = search.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (hasPlain || !row.isPlain) &&
      (!isToCheckOnly || isOpen(row, reviewed)) &&
      (wanted === '' || matches(row, wanted)),
  );
}

/** A line that someone should look at and nobody has. */
function isOpen(row: RemainingRow, reviewed: ReadonlySet<string>): boolean {
  return row.isToCheck && !reviewed.has(row.reviewKey);
}

/** @param wanted lower case */
function matches({ text, name, tag, path }: RemainingRow, wanted: string): boolean {
  return (
    text?.toLowerCase().includes(wanted) === true ||
    name.toLowerCase().includes(wanted) ||
    tag.toLowerCase().includes(wanted) ||
    (path.length > tag.length && path.toLowerCase().includes(wanted))
  );
}

export type RemainsCounts = { readonly values: number; readonly toCheck: number };

/** Values that a person reads, and those still to be looked at. */
export function countRemains({ rows, reviewed }: Pick<RemainsState, 'rows' | 'reviewed'>): RemainsCounts {
  let values = 0;
  let toCheck = 0;
  for (const row of rows) {
    if (!row.isPlain) values += 1;
    if (isOpen(row, reviewed)) toCheck += 1;
  }
  return { values, toCheck };
}
