import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';

/** What a change of rules did to the open file, in numbers of attributes. */
export type RowEffect = {
  /** By how many more or fewer attributes each of these happens to; those that stay as many are absent. */
  readonly deltas: readonly { readonly effect: DiffRow['effect']; readonly by: number }[];
  /** Attributes that something else happens to than before, or that get another value. */
  readonly changed: number;
};

/** Compares the rows of one file before and after a change of rules. */
export function compareRows(before: readonly DiffRow[], after: readonly DiffRow[]): RowEffect {
  const earlier = new Map(before.map((row) => [row.path, row]));
  const later = new Set(after.map(({ path }) => path));
  const isOther = (row: DiffRow) => {
    const old = earlier.get(row.path);
    return old === undefined || old.effect !== row.effect || old.action !== row.action || old.after !== row.after;
  };
  const gone = before.filter(({ path }) => !later.has(path)).length;
  return {
    deltas: EFFECTS.flatMap((effect) => {
      const by = count(after, effect) - count(before, effect);
      return by === 0 ? [] : [{ effect, by }];
    }),
    changed: after.filter(isOther).length + gone,
  };
}

/** Kept rows come first: people turn options on to keep values. */
const EFFECTS: readonly DiffRow['effect'][] = ['kept', 'replaced', 'emptied', 'removed', 'added'];

function count(rows: readonly DiffRow[], effect: DiffRow['effect']): number {
  return rows.filter((row) => row.effect === effect).length;
}
