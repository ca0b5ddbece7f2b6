import type { ReactNode } from 'react';

/**
 * Cells of the two virtual grids. Their rows are placed by transform and reflow to cards where there is no room, which
 * table elements do not take; so the roles stand on plain elements, in this file only.
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

/** Room for all rows, of which a window is rendered. */
export function VirtualRows({ heightPx, children }: { heightPx: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    <div role="rowgroup" className="virtual" style={{ blockSize: heightPx }}>
      {children}
    </div>
  );
}
