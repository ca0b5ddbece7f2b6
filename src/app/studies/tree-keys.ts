import type { KeyboardEvent } from 'react';
import { movedRow } from '../ui/controls/use-rows.ts';
import { nameOf } from './row-names.ts';
import type { TreeRow } from './tree-rows.ts';

/** What a key asks of the tree (WAI-ARIA APG, treegrid with row focus). */
export type TreeCommand =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'toggle'; readonly keys: readonly string[] }
  | { readonly kind: 'activate' }
  | { readonly kind: 'include' }
  | { readonly kind: 'undo' };

/** @returns null for keys that the tree leaves to others. */
export function commandOf(event: KeyboardEvent, rows: readonly TreeRow[], active: number): TreeCommand | null {
  const row = rows[active];
  if (row === undefined) {
    return null;
  }
  const to = movedRow(event, active, rows.length);
  if (to !== null) {
    return { kind: 'move', to };
  }
  if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
    return { kind: 'undo' };
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return null;
  }
  switch (event.key) {
    case 'ArrowRight':
      return stepIn(rows, active);
    case 'ArrowLeft':
      return stepOut(rows, active);
    case 'Enter':
      return { kind: 'activate' };
    case ' ':
      return { kind: 'include' };
    case '*':
      return { kind: 'toggle', keys: closedSiblings(rows, active) };
    default:
      return null;
  }
}

/** Keys typed one after the other find the next row whose name begins with them. */
export function createTypeahead(): (key: string, nowMs: number, rows: readonly TreeRow[], active: number) => number {
  let typed = '';
  let lastMs = 0;
  return (key, nowMs, rows, active) => {
    typed = nowMs - lastMs > TYPING_MS ? key : typed + key;
    lastMs = nowMs;
    const wanted = typed.toLowerCase();
    // One letter looks for another row; more letters may still fit the one that the first letter found.
    const from = typed.length === 1 ? active + 1 : active;
    for (let step = 0; step < rows.length; step++) {
      const at = (from + step) % rows.length;
      if (
        nameOf(rows[at] as TreeRow)
          .toLowerCase()
          .startsWith(wanted)
      ) {
        return at;
      }
    }
    return active;
  };
}

const TYPING_MS = 700;

/** Right opens a closed row, and goes to the first row below an open one. */
function stepIn(rows: readonly TreeRow[], active: number): TreeCommand | null {
  const row = rows[active] as TreeRow;
  if (row.level === 4) {
    return null;
  }
  return row.isExpanded
    ? { kind: 'move', to: Math.min(rows.length - 1, active + 1) }
    : { kind: 'toggle', keys: [row.key] };
}

/** Left closes an open row, and goes from any other to the row above it in the tree. */
function stepOut(rows: readonly TreeRow[], active: number): TreeCommand | null {
  const row = rows[active] as TreeRow;
  if (row.level !== 4 && row.isExpanded) {
    return { kind: 'toggle', keys: [row.key] };
  }
  const parent = rows.findLastIndex((candidate, index) => index < active && candidate.level < row.level);
  return { kind: 'move', to: Math.max(0, parent) };
}

function closedSiblings(rows: readonly TreeRow[], active: number): readonly string[] {
  const { level } = rows[active] as TreeRow;
  const isAbove = (row: TreeRow) => row.level < level;
  const start = rows.findLastIndex((row, index) => index < active && isAbove(row)) + 1;
  const next = rows.findIndex((row, index) => index > active && isAbove(row));
  return rows
    .slice(start, next === -1 ? rows.length : next)
    .flatMap((row) => (row.level === level && row.level !== 4 && !row.isExpanded ? [row.key] : []));
}
