import type { SurveyedValue } from '../../pipeline/survey.ts';
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

/**
 * The lines to show. Without matches, runs of untouched attributes are folded as in a code diff; with them, what matches
 * stands below what it is in. @param pinned rows that are shown in any case, by index.
 */
export function listDiffLines(
  tree: DiffTree,
  matches: Matches | null,
  folds: Folds,
  valuesOf: ValuesOf | null = null,
  pinned: readonly number[] = [],
): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  const { rows, keys, ends, items, itemEnds } = tree;

  /** @param inItems number of items that are the siblings; 0 where rows are. */
  function listSiblings(from: number, to: number, level: number, inItems: number): void {
    for (let at = from; at < to; ) {
      const end = endOf(at, inItems);
      if (matches !== null) {
        if (matches.before[end]! > matches.before[at]! || hasPinned(at, end)) listNode(at, end, level, inItems);
        at = end;
      } else if (!isUntouched(at, end)) {
        listNode(at, end, level, inItems);
        at = end;
      } else {
        at = listUntouched(at, to, level, inItems);
      }
    }
  }

  /** @returns where the run ends. */
  function listUntouched(from: number, to: number, level: number, inItems: number): number {
    let end = from;
    while (end < to && isUntouched(end, endOf(end, inItems))) end = endOf(end, inItems);
    const isFolded = end - from >= SHORTEST_FOLD;
    const key = `run ${inItems > 0 ? 'of items ' : ''}${keys[from]}`;
    const open = !isFolded || isOpen(folds, key, false);
    if (isFolded) lines.push({ kind: 'fold', key, index: from, level, isOpen: open, end, isOfItems: inItems > 0 });
    for (let at = from; open && at < end; at = endOf(at, inItems)) {
      listNode(at, endOf(at, inItems), isFolded ? level + 1 : level, inItems);
    }
    return end;
  }

  function listNode(at: number, end: number, level: number, inItems: number): void {
    if (inItems > 0) listItem(at, end, level, inItems);
    else listRow(at, end, level);
  }

  function listItem(at: number, end: number, level: number, siblings: number): void {
    const key = `item ${keys[at]}`;
    const open = isOpen(folds, key, matches !== null || siblings <= MOST_OPEN_ITEMS);
    lines.push({ kind: 'item', key, index: at, level, isOpen: open, end, number: itemNumber(rows[at]!) });
    if (open) listSiblings(at, end, level + 1, 0);
  }

  function listRow(at: number, end: number, level: number): void {
    const key = keys[at]!;
    const isSequence = end > at + 1;
    const values = isSequence ? [] : (valuesOf?.(at) ?? []);
    const hasInside = isSequence || values.length > 1;
    const open = hasInside && isOpen(folds, key, isSequence);
    const isContext = matches !== null && matches.isMatch[at] === 0;
    lines.push({ kind: 'row', key, index: at, level, isOpen: hasInside ? open : null, isContext });
    if (open && isSequence) listSiblings(at + 1, end, level + 1, items[at]! > 1 ? items[at]! : 0);
    if (open && !isSequence) {
      values.forEach((value, place) => {
        lines.push({ kind: 'value', key: `value ${place} ${key}`, index: at, level: level + 1, value });
      });
    }
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

  listSiblings(0, rows.length, 0, 0);
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
