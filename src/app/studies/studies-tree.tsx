import type { KeyboardEvent } from 'react';
import { useMemo, useState } from 'react';
import type { Patient } from '../study-nodes.ts';
import { ColumnHead, HeadRow, VirtualRows } from '../ui/grid.tsx';
import { movedRow, useRows } from '../ui/use-rows.ts';
import { TreeRowView } from './tree-row.tsx';
import type { TreeRow } from './tree-rows.ts';
import { listTreeRows } from './tree-rows.ts';

const ROW_PX: Readonly<Record<TreeRow['level'], number>> = { 1: 38, 2: 28, 3: 28 };

/** Patients, studies and series. Arrows move and open, Enter shows the first file of a series. */
export function StudiesTree(props: {
  patients: readonly Patient[];
  filter: string;
  /** Key of the series whose file the preview shows. */
  selected: string | null;
  isReading: boolean;
  onOpenFile: (id: number) => void;
}) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const rows = useMemo(
    () => listTreeRows(props.patients, toggled, props.filter),
    [props.patients, toggled, props.filter],
  );
  const active = Math.max(
    0,
    rows.findIndex((row) => row.key === (activeKey ?? props.selected)),
  );
  const { scroller, virtualizer, moveTo, rowRef } = useRows({
    count: rows.length,
    active,
    estimatePx: (index) => ROW_PX[rows[index]?.level ?? 3],
    keyOf: (index) => rows[index]?.key ?? index,
  });

  const toggle = (key: string) => {
    const next = new Set(toggled);
    if (!next.delete(key)) {
      next.add(key);
    }
    setToggled(next);
  };
  const activate = (row: TreeRow) => {
    setActiveKey(row.key);
    if (row.level !== 3) {
      toggle(row.key);
    } else if (row.node.members[0] !== undefined) {
      props.onOpenFile(row.node.members[0].id);
    }
  };
  const goTo = (index: number) => {
    const row = rows[index];
    if (row !== undefined) {
      moveTo(index);
      setActiveKey(row.key);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    const target = movedRow(event, active, rows.length) ?? sidewaysTarget(event.key, rows, active, toggle);
    if (target !== null) {
      event.preventDefault();
      goTo(target);
    } else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) {
      event.preventDefault();
      activate(row);
    }
  };

  return (
    <div className="scroll" ref={scroller}>
      <div
        role="treegrid"
        aria-label="Patients, studies and series"
        className="tree"
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
      >
        <HeadRow>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead>
            <abbr title="Modality">Mod.</abbr>
          </ColumnHead>
          <ColumnHead className="r">Images</ColumnHead>
          <ColumnHead className="r size">Size</ColumnHead>
          <ColumnHead className="r">Status</ColumnHead>
        </HeadRow>
        <VirtualRows heightPx={virtualizer.getTotalSize()}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <TreeRowView
                  key={row.key}
                  row={row}
                  index={item.index}
                  startPx={item.start}
                  isTabStop={item.index === active}
                  isSelected={row.key === props.selected}
                  isReading={props.isReading}
                  rowRef={rowRef}
                  onActivate={() => activate(row)}
                />
              )
            );
          })}
        </VirtualRows>
      </div>
    </div>
  );
}

/** Right opens a row or steps into it, left closes it or steps out; opening leaves the active row where it is. */
function sidewaysTarget(
  key: string,
  rows: readonly TreeRow[],
  active: number,
  toggle: (key: string) => void,
): number | null {
  const row = rows[active];
  if (row === undefined || (key !== 'ArrowRight' && key !== 'ArrowLeft')) {
    return null;
  }
  const opens = key === 'ArrowRight';
  if (row.level !== 3 && row.isExpanded !== opens) {
    toggle(row.key);
    return active;
  }
  if (opens) {
    return row.level === 3 ? active : active + 1;
  }
  const parent = rows.findLastIndex((candidate, index) => index < active && candidate.level < row.level);
  return Math.max(0, parent);
}
