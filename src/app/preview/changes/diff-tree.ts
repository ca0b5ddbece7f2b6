import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';

/**
 * How the rows of a file lie in each other. Arrays run beside `rows`; a row's subtree is the rows from itself up to, not
 * including, its end.
 */
export type DiffTree = {
  readonly rows: readonly DiffRow[];
  /** The path, made unique where a file has an attribute twice: the same in each file of a series. */
  readonly keys: readonly string[];
  readonly ends: Int32Array;
  /** Number of items with something in them, for rows that are sequences. */
  readonly items: Int32Array;
  /** End of the item that a row is the first of; else 0. */
  readonly itemEnds: Int32Array;
  /** Number of changed rows before each row, and one more for the end. */
  readonly changes: Int32Array;
};

export function isChanged(row: DiffRow): boolean {
  return row.effect !== 'kept';
}

/** Changed rows from `from` up to `to`. */
export function changesIn({ changes }: DiffTree, from: number, to: number): number {
  return changes[to]! - changes[from]!;
}

/** The part of a path that says where an attribute stands: `(0008,1140)[0]`. */
function placeOf({ path, tag }: Pick<DiffRow, 'path' | 'tag'>): string {
  return path.slice(0, Math.max(0, path.length - tag.length - 1));
}

/** Number of the item that a row stands in, from 1, as people count. */
export function itemNumber(row: DiffRow): number {
  return Number(/\[(\d+)\]$/.exec(placeOf(row))?.[1]) + 1;
}

type Open = { readonly index: number; readonly depth: number; place: string; itemStart: number };

/** Takes a turn every few thousand rows, so that a caller can let others have theirs. */
export function* buildDiffTree(rows: readonly DiffRow[]): Generator<void, DiffTree> {
  const { length } = rows;
  const keys: string[] = [];
  const ends = new Int32Array(length);
  const items = new Int32Array(length);
  const itemEnds = new Int32Array(length);
  const changes = new Int32Array(length + 1);
  const seen = new Map<string, number>();
  const open: Open[] = [];
  const close = (depth: number, at: number) => {
    for (let top = open.at(-1); top !== undefined && top.depth >= depth; top = open.at(-1)) {
      ends[top.index] = at;
      if (top.itemStart > 0) itemEnds[top.itemStart] = at;
      open.pop();
    }
  };
  for (let at = 0; at < length; at++) {
    const row = rows[at]!;
    close(row.depth, at);
    const parent = open.at(-1);
    if (parent !== undefined) {
      const place = placeOf(row);
      if (parent.itemStart === 0 || place !== parent.place) {
        if (parent.itemStart > 0) itemEnds[parent.itemStart] = at;
        parent.place = place;
        parent.itemStart = at;
        items[parent.index]! += 1;
      }
    }
    open.push({ index: at, depth: row.depth, place: '', itemStart: 0 });
    const times = seen.get(row.path) ?? 0;
    seen.set(row.path, times + 1);
    keys.push(times === 0 ? row.path : `${row.path} ${times + 1}`);
    changes[at + 1] = changes[at]! + (isChanged(row) ? 1 : 0);
    if (at % 4000 === 3999) yield;
  }
  close(0, length);
  return { rows, keys, ends, items, itemEnds, changes };
}
