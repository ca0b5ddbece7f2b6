import type { KeyboardEvent } from 'react';
import { movedRow } from '../../ui/controls/use-rows.ts';
import type { DiffLine } from './diff-lines.ts';
import { parentLine } from './diff-lines.ts';

/** What a key does in the table: goes to a line, or folds or unfolds the one it is on. */
export type GridMove =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'fold'; readonly isOpen: boolean };

/** Keys as in a tree (WAI-ARIA APG, treegrid). Null for keys that do nothing here. */
export function moveForKey(event: KeyboardEvent, lines: readonly DiffLine[], active: number): GridMove | null {
  const to = movedRow(event, active, lines.length);
  if (to !== null) {
    return { kind: 'go', to };
  }
  if (event.altKey || event.metaKey || event.ctrlKey) {
    return null;
  }
  const line = lines[active];
  const isOpen = line === undefined || line.kind === 'value' ? null : line.isOpen;
  switch (event.key) {
    case 'ArrowRight':
      return isOpen === null ? null : isOpen ? { kind: 'go', to: active + 1 } : { kind: 'fold', isOpen: true };
    case 'ArrowLeft':
      return isOpen === true ? { kind: 'fold', isOpen: false } : { kind: 'go', to: parentLine(lines, active) };
    case 'Enter':
    case ' ':
      return isOpen === null ? { kind: 'go', to: active } : { kind: 'fold', isOpen: !isOpen };
    default:
      return null;
  }
}
