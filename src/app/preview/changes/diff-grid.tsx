import type { ClipboardEvent, ComponentProps, KeyboardEvent, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { type GridHead, useGridRows, VirtualGrid } from '../../ui/controls/virtual-grid.tsx';
import { previewStrings } from '../../ui/strings/preview.ts';
import type { SeriesRows } from '../series-rows.ts';
import type { OnLine } from './diff-line.tsx';
import { DiffLineView } from './diff-line.tsx';
import type { DiffLine } from './diff-lines.ts';
import { parentLine } from './diff-lines.ts';
import { Trail } from './diff-trail.tsx';
import type { DiffTree } from './diff-tree.ts';
import { moveForKey } from './grid-keys.ts';

/**
 * The table of changes, of which a window is rendered. Up and down move by line; right unfolds and goes in, left folds and
 * goes out, as in a tree (WAI-ARIA APG, treegrid); Enter folds and unfolds.
 */
export function DiffGrid(props: {
  tree: DiffTree;
  series: SeriesRows | null;
  lines: readonly DiffLine[];
  active: number;
  /** True once, when the focus was in what stood here before. */
  takesFocus: boolean;
  onFocusTaken: () => void;
  onActivate: (line: DiffLine) => void;
  onFold: (line: DiffLine, isOpen: boolean) => void;
  onMenu: (line: DiffLine, anchor: HTMLElement) => void;
  onCopyRow: (line: DiffLine, event: ClipboardEvent) => void;
  children?: ReactNode;
}) {
  const { lines, active, takesFocus, onFocusTaken } = props;
  const onLine = useStableHandlers(props);
  const grid = useGridRows({ rows: lines, active, rowPx: 26, coveredStartPx: 24 });
  const { scroller, virtualizer, moveTo } = grid;
  // After each rendering: the rows come some renderings later than the grid.
  useEffect(() => {
    if (takesFocus && lines.length > 0) {
      virtualizer.scrollToIndex(active, { align: 'center' });
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
      row?.focus({ preventScroll: true });
      if (row) onFocusTaken();
    }
  });
  const goTo = (index: number) => {
    const line = lines[index];
    if (line !== undefined) {
      moveTo(index);
      props.onActivate(line);
    }
  };
  const fold = (line: DiffLine | undefined, isOpen: boolean) => {
    if (line !== undefined && line.kind !== 'value' && line.isOpen !== null) {
      moveTo(active);
      props.onFold(line, isOpen);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).role !== 'row') {
      return;
    }
    const move = moveForKey(event, lines, active);
    if (move === null) {
      return;
    }
    event.preventDefault();
    if (move.kind === 'go') goTo(move.to);
    else fold(lines[active], move.isOpen);
  };
  const first = Math.min(virtualizer.range?.startIndex ?? 0, lines.length - 1);
  const trail = useMemo(() => trailOf(lines, first), [lines, first]);
  return (
    <VirtualGrid
      label={previewStrings.grid}
      className="diff"
      heads={HEADS}
      grid={grid}
      onKeyDown={onKeyDown}
      onCopy={(event) => {
        const line = lines[active];
        if (line !== undefined && document.getSelection()?.isCollapsed !== false) props.onCopyRow(line, event);
      }}
      trail={<Trail tree={props.tree} lines={trail} />}
      line={(line, place) => (
        <DiffLineView key={line.key} {...place} line={line} tree={props.tree} series={props.series} onLine={onLine} />
      )}
    >
      {props.children}
    </VirtualGrid>
  );
}

const HEADS: readonly GridHead[] = previewStrings.heads.map((name) => ({ name }));

/** The same handlers for every rendering, so that only lines that change are rendered again. */
function useStableHandlers(props: Pick<ComponentProps<typeof DiffGrid>, 'onActivate' | 'onFold' | 'onMenu'>): OnLine {
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  return useMemo(
    () => ({
      activate: (line) => latest.current.onActivate(line),
      toggle: (line) => {
        if (line.kind !== 'value' && line.isOpen !== null) latest.current.onFold(line, !line.isOpen);
      },
      menu: (line, anchor) => latest.current.onMenu(line, anchor),
    }),
    [],
  );
}

/** What the first line in sight lies in, the outermost first. */
function trailOf(lines: readonly DiffLine[], first: number): readonly DiffLine[] {
  const trail: DiffLine[] = [];
  for (let at = parentLine(lines, first); at >= 0; at = parentLine(lines, at)) {
    const line = lines[at];
    if (line !== undefined && line.kind !== 'fold') trail.unshift(line);
  }
  return trail;
}
