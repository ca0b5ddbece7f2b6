import type { KeyboardEvent, ReactNode } from 'react';
import { useState } from 'react';
import { GridRow } from '../ui/controls/grid.tsx';
import { movedRow } from '../ui/controls/use-rows.ts';
import { useGridRows, VirtualGrid } from '../ui/controls/virtual-grid.tsx';

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
  const grid = useGridRows({ rows, active, rowPx: 28 });
  const onKeyDown = (event: KeyboardEvent) => {
    const target = movedRow(event, active, rows.length);
    const row = target === null ? undefined : rows[target];
    if (target !== null && row !== undefined) {
      event.preventDefault();
      grid.moveTo(target);
      setActiveKey(row.key);
    }
  };
  return (
    <VirtualGrid
      label={props.label}
      className={`rule-grid ${props.className}`}
      heads={props.heads.map((name) => ({ name }))}
      grid={grid}
      onKeyDown={onKeyDown}
      line={(row, place) => (
        <GridRow key={row.key} {...place} className="row" onClick={() => setActiveKey(row.key)}>
          {props.cells(row)}
        </GridRow>
      )}
    >
      {rows.length === 0 && props.empty}
    </VirtualGrid>
  );
}
