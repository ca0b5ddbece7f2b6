import type { KeyboardEvent, ReactNode } from 'react';
import { useCallback, useState } from 'react';
import { ColumnHead, HeadRow, VirtualRows } from '../ui/grid.tsx';
import { movedRow, useRows } from '../ui/use-rows.ts';

/** A grid to read: any number of rows, one tab stop, arrows and page keys. `cells` renders the cells of one row. */
export function VirtualTable<Row extends { readonly key: string }>(props: {
  label: string;
  heads: readonly string[];
  rows: readonly Row[];
  className: string;
  cells: (row: Row) => ReactNode;
  empty: ReactNode;
}) {
  const { rows } = props;
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const active = Math.max(
    0,
    rows.findIndex(({ key }) => key === activeKey),
  );
  // The same function until the rows change: with another one, the places of all rows are worked out again.
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const { scroller, virtualizer, moveTo, rowRef } = useRows({
    count: rows.length,
    active,
    estimatePx: () => 28,
    keyOf,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const target = movedRow(event, active, rows.length);
    const row = target === null ? undefined : rows[target];
    if (target !== null && row !== undefined) {
      event.preventDefault();
      moveTo(target);
      setActiveKey(row.key);
    }
  };
  return (
    <div className="scroll" ref={scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, see ui/grid.tsx. */}
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-colcount={props.heads.length}
        className={`rule-grid ${props.className}`}
        onKeyDown={onKeyDown}
      >
        <HeadRow>
          {props.heads.map((head) => (
            <ColumnHead key={head}>{head}</ColumnHead>
          ))}
        </HeadRow>
        <VirtualRows heightPx={virtualizer.getTotalSize()}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                // biome-ignore lint/a11y/useSemanticElements: see above.
                // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys, see onKeyDown.
                <div
                  key={row.key}
                  role="row"
                  className="row"
                  ref={rowRef}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  aria-selected={item.index === active}
                  tabIndex={item.index === active ? 0 : -1}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={() => setActiveKey(row.key)}
                >
                  {props.cells(row)}
                </div>
              )
            );
          })}
        </VirtualRows>
      </div>
      {rows.length === 0 && props.empty}
    </div>
  );
}
