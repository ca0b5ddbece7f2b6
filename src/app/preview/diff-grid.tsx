import type { ClipboardEvent, ComponentProps, KeyboardEvent, ReactNode } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { ColumnHead, HeadRow, VirtualRows } from '../ui/grid.tsx';
import { useRows } from '../ui/use-rows.ts';
import type { OnLine } from './diff-line.tsx';
import { DiffLineView } from './diff-line.tsx';
import type { DiffLine } from './diff-lines.ts';
import { parentLine } from './diff-lines.ts';
import { Trail } from './diff-trail.tsx';
import type { DiffTree } from './diff-tree.ts';
import { moveForKey } from './grid-keys.ts';
import type { SeriesRows } from './series-rows.ts';

const HEADS = ['Tag', 'Attribute', 'VR', 'Before', 'After', 'Action', 'Reason'];

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
  // The same function until the lines change: with another one, the places of all lines are worked out again.
  const keyOf = useCallback((index: number) => lines[index]?.key ?? index, [lines]);
  const onLine = useStableHandlers(props);
  const { scroller, virtualizer, moveTo, rowRef } = useRows({
    count: lines.length,
    active,
    estimatePx: () => 26,
    coveredStartPx: 24,
    keyOf,
  });
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
    <div className="scroll" ref={scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx. */}
      <div
        role="grid"
        aria-label="Tag changes"
        aria-rowcount={lines.length + 1}
        aria-colcount={7}
        className="diff"
        onKeyDown={onKeyDown}
        onCopy={(event) => {
          const line = lines[active];
          if (line !== undefined && document.getSelection()?.isCollapsed !== false) props.onCopyRow(line, event);
        }}
      >
        <HeadRow>
          {HEADS.map((head) => (
            <ColumnHead key={head}>{head}</ColumnHead>
          ))}
        </HeadRow>
        <Trail tree={props.tree} lines={trail} />
        <VirtualRows heightPx={virtualizer.getTotalSize()}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return (
              line && (
                <DiffLineView
                  key={line.key}
                  line={line}
                  tree={props.tree}
                  series={props.series}
                  index={item.index}
                  startPx={item.start}
                  isActive={item.index === active}
                  rowRef={rowRef}
                  onLine={onLine}
                />
              )
            );
          })}
        </VirtualRows>
      </div>
      {props.children}
    </div>
  );
}

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
