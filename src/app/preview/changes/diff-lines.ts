import type { SurveyedValue } from '../../../pipeline/contracts/survey.ts';
import type { DiffTree } from './diff-tree.ts';
import { changesIn, itemNumber } from './diff-tree.ts';
import type { Folds } from './folds.ts';
import { isOpen } from './folds.ts';
import type { Matches, ValuesOf } from './match-rows.ts';

/** What all lines have: `index` is a row's (of folds and items the first one's); `level` is how deep the line lies. */
type Place = { readonly key: string; readonly index: number; readonly level: number };

/** A line of the grid. `isOpen` is null where there is nothing inside. */
export type DiffLine =
  | (Place & {
      readonly kind: 'row';
      readonly isOpen: boolean | null;
      /** Shown only because something inside passes the filter. */
      readonly isContext: boolean;
    })
  | (Place & { readonly kind: 'item'; readonly isOpen: boolean; readonly end: number; readonly number: number })
  | (Place & { readonly kind: 'fold'; readonly isOpen: boolean; readonly end: number; readonly isOfItems: boolean })
  | (Place & { readonly kind: 'value'; readonly value: SurveyedValue });

/** Shorter runs are shown: a fold takes a line itself. */
const SHORTEST_FOLD = 2;
/** The items of longer sequences, as of 3,000 frames, are folded at first. */
const MOST_OPEN_ITEMS = 10;

/** Lines between turns: a few milliseconds. */
const LINES_A_TURN = 2000;

/** Siblings still to be listed. */
type Inside = {
  readonly from: number;
  readonly to: number;
  readonly level: number;
  /** Number of items that are the siblings; 0 where rows are. */
  readonly inItems: number;
};

/**
 * The lines to show. Without matches, runs of untouched attributes are folded as in a code diff; with them, what matches
 * stands below what it is in. Takes a turn every few thousand lines: everything unfolded, a file may have 100,000.
 * @param pinned rows that are shown in any case, by index
 */
export function* listDiffLines(
  tree: DiffTree,
  matches: Matches | null,
  folds: Folds,
  valuesOf: ValuesOf | null = null,
  pinned: readonly number[] = [],
): Generator<void, readonly DiffLine[]> {
  const lines: DiffLine[] = [];
  const { rows, keys, ends, items, itemEnds } = tree;
  let turnAt = LINES_A_TURN;

  function* listSiblings({ from, to, level, inItems }: Inside): Generator<void, void> {
    for (let at = from; at < to; ) {
      const end = endOf(at, inItems);
      if (matches === null && isUntouched(at, end)) {
        at = yield* listRun({ from: at, to, level, inItems });
        continue;
      }
      if (matches === null || matches.before[end]! > matches.before[at]! || hasPinned(at, end)) {
        yield* listNode(at, end, level, inItems);
      }
      at = end;
    }
  }

  /** Untouched ones. @returns where they end. */
  function* listRun({ from, to, level, inItems }: Inside): Generator<void, number> {
    const runEnd = endOfRun(from, to, inItems);
    const isFolded = runEnd - from >= SHORTEST_FOLD;
    const open = !isFolded || addFold(from, runEnd, level, inItems);
    for (let at = from; open && at < runEnd; at = endOf(at, inItems)) {
      yield* listNode(at, endOf(at, inItems), isFolded ? level + 1 : level, inItems);
    }
    return runEnd;
  }

  function* listNode(at: number, end: number, level: number, inItems: number): Generator<void, void> {
    const inside = inItems > 0 ? addItem(at, end, level, inItems) : addRow(at, end, level);
    if (inside !== null) yield* listSiblings(inside);
    if (lines.length >= turnAt) {
      turnAt = lines.length + LINES_A_TURN;
      yield;
    }
  }

  function endOfRun(from: number, to: number, inItems: number): number {
    let end = from;
    while (end < to && isUntouched(end, endOf(end, inItems))) end = endOf(end, inItems);
    return end;
  }

  /** @returns whether the fold is open. */
  function addFold(from: number, end: number, level: number, inItems: number): boolean {
    const key = `run ${inItems > 0 ? 'of items ' : ''}${keys[from]}`;
    const open = isOpen(folds, key, false);
    lines.push({ kind: 'fold', key, index: from, level, isOpen: open, end, isOfItems: inItems > 0 });
    return open;
  }

  /** @returns what is listed below it; null where that is nothing. */
  function addItem(at: number, end: number, level: number, siblings: number): Inside | null {
    const key = `item ${keys[at]}`;
    const open = isOpen(folds, key, matches !== null || siblings <= MOST_OPEN_ITEMS);
    lines.push({ kind: 'item', key, index: at, level, isOpen: open, end, number: itemNumber(rows[at]!) });
    return open ? { from: at, to: end, level: level + 1, inItems: 0 } : null;
  }

  function addRow(at: number, end: number, level: number): Inside | null {
    const key = keys[at]!;
    const isSequence = end > at + 1;
    const values = isSequence ? [] : (valuesOf?.(at) ?? []);
    const hasInside = isSequence || values.length > 1;
    const open = hasInside && isOpen(folds, key, isSequence);
    const isContext = matches !== null && matches.isMatch[at] === 0;
    lines.push({ kind: 'row', key, index: at, level, isOpen: hasInside ? open : null, isContext });
    if (open && isSequence) {
      return { from: at + 1, to: end, level: level + 1, inItems: items[at]! > 1 ? items[at]! : 0 };
    }
    if (open) {
      values.forEach((value, place) => {
        lines.push({ kind: 'value', key: `value ${place} ${key}`, index: at, level: level + 1, value });
      });
    }
    return null;
  }

  function isUntouched(from: number, to: number): boolean {
    return changesIn(tree, from, to) === 0 && !hasPinned(from, to);
  }

  function hasPinned(from: number, to: number): boolean {
    return pinned.some((index) => index >= from && index < to);
  }

  function endOf(at: number, inItems: number): number {
    return inItems > 0 ? itemEnds[at]! : ends[at]!;
  }

  yield* listSiblings({ from: 0, to: rows.length, level: 0, inItems: 0 });
  return lines;
}

/** The line of a key, or, where that is folded away, the nearest before it. */
export function findLine(lines: readonly DiffLine[], key: string, index: number): number {
  const exact = lines.findIndex((line) => line.key === key);
  if (exact >= 0) {
    return exact;
  }
  let found = 0;
  for (let at = 0; at < lines.length && lines[at]!.index <= index; at++) found = at;
  return found;
}

/** The line that a line lies in; -1 at the top. */
export function parentLine(lines: readonly DiffLine[], at: number): number {
  const level = lines[at]?.level ?? 0;
  let parent = at - 1;
  while (parent >= 0 && lines[parent]!.level >= level) parent--;
  return level === 0 ? -1 : parent;
}
