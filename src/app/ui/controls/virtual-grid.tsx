import type { ClipboardEvent, FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useCallback } from 'react';
import { ColumnHead, type GridPlace, HeadRow, VirtualRows } from './grid.tsx';
import { useRows } from './use-rows.ts';

/** A column's head; where nobody has to see it, it is there for screen readers. */
export type GridHead = { readonly name: string; readonly className?: string; readonly isHidden?: boolean };

/** The rows of a grid, of which a window is rendered. @param rowPx height of a row before it has been measured */
export function useGridRows<Row extends { readonly key: string }>(props: {
  readonly rows: readonly Row[];
  readonly active: number;
  readonly rowPx: number;
  readonly coveredStartPx?: number;
}) {
  const { rows, active, rowPx } = props;
  // The same functions until the rows change: with others, the places of all rows are worked out again.
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const estimatePx = useCallback(() => rowPx, [rowPx]);
  const window = useRows({ count: rows.length, active, estimatePx, keyOf, coveredStartPx: props.coveredStartPx ?? 0 });
  return { ...window, rows, active };
}

/** A grid with a sticky head, whose rows become cards where there is no room (ui/virtual-grid.css). */
export function VirtualGrid<Row extends { readonly key: string }>(props: {
  label: string;
  className: string;
  heads: readonly GridHead[];
  grid: ReturnType<typeof useGridRows<Row>>;
  isBusy?: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onCopy?: (event: ClipboardEvent) => void;
  /** Sticks below the head. */
  trail?: ReactNode;
  line: (row: Row, place: GridPlace) => ReactNode;
  /** What stands in place of the rows when there are none. */
  children?: ReactNode;
}) {
  const { heads, grid } = props;
  const { rows, active, scroller, virtualizer, rowRef } = grid;
  return (
    <div className="scroll" ref={scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx. */}
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-colcount={heads.length}
        aria-busy={props.isBusy}
        className={`lines ${props.className}`}
        onKeyDown={props.onKeyDown}
        onFocus={props.onFocus}
        onCopy={props.onCopy}
      >
        <HeadRow>
          {heads.map(({ name, className, isHidden }) => (
            <ColumnHead key={name} className={className}>
              {isHidden ? <span className="vh">{name}</span> : name}
            </ColumnHead>
          ))}
        </HeadRow>
        {props.trail}
        <VirtualRows heightPx={virtualizer.getTotalSize()}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row && props.line(row, { index, startPx: start, isActive: index === active, rowRef });
          })}
        </VirtualRows>
      </div>
      {props.children}
    </div>
  );
}
