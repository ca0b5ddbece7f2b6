import type { MouseEvent, ReactNode, Ref } from 'react';

/**
 * Rows and cells of the virtual grids. Rows are placed by transform and reflow to cards where there is no room, which
 * table elements do not take; so the roles stand on plain elements.
 */
export function GridCell(props: { className?: string; colSpan?: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    // biome-ignore lint/a11y/useFocusableInteractive: focus moves by row (ARIA authoring practices, grid with row focus).
    <div role="gridcell" className={props.className} aria-colspan={props.colSpan}>
      {props.children}
    </div>
  );
}

export function ColumnHead(props: {
  className?: string;
  /** Where the grid is sorted by this column. */
  sort?: 'ascending' | 'descending' | undefined;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    // biome-ignore lint/a11y/useFocusableInteractive: only rows, and boxes and buttons in a head, take focus.
    <div role="columnheader" className={props.className} aria-sort={props.sort}>
      {props.children}
    </div>
  );
}

export function HeadRow({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    // biome-ignore lint/a11y/useFocusableInteractive: heads do nothing; only rows of data take focus.
    <div role="row" className="head" aria-rowindex={1}>
      {children}
    </div>
  );
}

/** Where a row stands. Its members are handed on one by one, so that rows that stay as they are need not render again. */
export type GridPlace = {
  readonly index: number;
  readonly startPx: number;
  /** The one tab stop of the grid. */
  readonly isActive: boolean;
  readonly rowRef: Ref<HTMLDivElement>;
};

/** @param isSelected left out in grids that are there to be read only */
export function GridRow(
  props: GridPlace & {
    className: string;
    isSelected?: boolean;
    onClick: () => void;
    onContextMenu?: ((event: MouseEvent<HTMLElement>) => void) | undefined;
    children: ReactNode;
  },
) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys of all its rows.
    <div
      role="row"
      className={props.className}
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      data-index={props.index}
      ref={props.rowRef}
      tabIndex={props.isActive ? 0 : -1}
      style={{ transform: `translateY(${props.startPx}px)` }}
      onClick={props.onClick}
      onContextMenu={props.onContextMenu}
    >
      {props.children}
    </div>
  );
}

/** Room for all rows, of which a window is rendered. */
export function VirtualRows({ heightPx, children }: { heightPx: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    <div role="rowgroup" className="virtual" style={{ blockSize: heightPx }}>
      {children}
    </div>
  );
}
