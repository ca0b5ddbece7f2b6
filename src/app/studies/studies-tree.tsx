import type { KeyboardEvent } from 'react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { BatchState } from '../batch/batch-state.ts';
import { useBatch } from '../store/use-batch.ts';
import { VirtualRows } from '../ui/controls/grid.tsx';
import { useRows } from '../ui/controls/use-rows.ts';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import { inclusionOf } from './inclusion.ts';
import { TreeHead } from './tree-head.tsx';
import { commandOf, createTypeahead } from './tree-keys.ts';
import type { TreeOrder } from './tree-order.ts';
import { type RowActs, type Thumbnail, TreeRowView } from './tree-row.tsx';
import type { TreeRow } from './tree-rows.ts';
import { fileKeyOf } from './tree-rows.ts';

const ROW_PX: Readonly<Record<TreeRow['level'], number>> = { 1: 34, 2: 26, 3: 26, 4: 26 };
const DETAILS_PX = 18;

type TreeIntents = {
  readonly onOpenFile: (id: number) => void;
  readonly onToggle: (keys: readonly string[]) => void;
  readonly onInclude: (rows: readonly TreeRow[]) => void;
  readonly onUndo: () => void;
  readonly onOrder: (order: TreeOrder) => void;
};

/** Patients, studies, series and files. Arrows move and open, Enter shows a file, Space leaves out or puts back. */
export function StudiesTree(props: {
  rows: readonly TreeRow[];
  order: TreeOrder;
  hasDetails: boolean;
  isReading: boolean;
  thumbnail: Thumbnail;
  intents: TreeIntents;
}) {
  const { rows, hasDetails, isReading, intents } = props;
  const rules = useBatch((state, derived) => derived.rules(state));
  const leftOut = useBatch((state) => state.leftOut);
  // The file that the preview shows, and the key of its series.
  const openId = useBatch(({ openFile }) => openFile?.id ?? null);
  const openSeries = useBatch(openSeriesOf);
  const [last, setLast] = useState<{ readonly key: string; readonly index: number } | null>(null);
  const [typeahead] = useState(createTypeahead);
  const places = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows]);
  const openKey = openId === null ? null : fileKeyOf(openId);
  // The file itself where its series is open, else the series.
  const selected = openKey !== null && places.has(openKey) ? openKey : openSeries;
  // Where the last row is gone, the one that came into its place.
  const active =
    last === null
      ? (places.get(selected ?? '') ?? 0)
      : (places.get(last.key) ?? Math.max(0, Math.min(last.index, rows.length - 1)));
  const measures = useMemo(() => measuresOf(rows, hasDetails), [rows, hasDetails]);
  const { scroller, virtualizer, moveTo, rowRef } = useRows({
    count: rows.length,
    active,
    ...measures,
  });

  const look = { rules, hasDetails, isReading, thumbnail: props.thumbnail };
  const remember = (row: TreeRow) => setLast({ key: row.key, index: places.get(row.key) ?? 0 });
  const activate = (row: TreeRow) => {
    remember(row);
    const file = row.level === 4 ? row.file : row.level === 3 ? row.node.members[0] : undefined;
    if (file === undefined) {
      intents.onToggle([row.key]);
    } else {
      intents.onOpenFile(file.id);
    }
  };
  const goTo = (index: number) => {
    const row = rows[index];
    if (row !== undefined) {
      moveTo(index);
      remember(row);
    }
  };
  const toggle = (row: TreeRow, keys: readonly string[]) => {
    remember(row);
    intents.onToggle(keys);
  };
  const include = (row: TreeRow) => {
    if (!isReading) {
      // Under a filter the row may go; the focus then moves on to the next.
      goTo(places.get(row.key) ?? active);
      intents.onInclude([row]);
    }
  };
  const acts = useRowActs({ onActivate: activate, onToggle: (row) => toggle(row, [row.key]), onInclude: include });
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    const command = commandOf(event, rows, active);
    if (row === undefined) {
      return;
    }
    if (command === null) {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
        goTo(typeahead(event.key, event.timeStamp, rows, active));
      }
      return;
    }
    event.preventDefault();
    switch (command.kind) {
      case 'move':
        return goTo(command.to);
      case 'toggle':
        return toggle(row, command.keys);
      case 'activate':
        return activate(row);
      case 'include':
        return include(row);
      default:
        return intents.onUndo();
    }
  };

  return (
    <div className="scroll" ref={scroller}>
      <div
        role="treegrid"
        aria-label={text.grid}
        className="tree"
        aria-rowcount={rows.length + 1}
        data-details={hasDetails}
        onKeyDown={onKeyDown}
      >
        <TreeHead
          rows={rows}
          leftOut={leftOut}
          order={props.order}
          isReading={isReading}
          onOrder={intents.onOrder}
          onInclude={intents.onInclude}
        />
        <VirtualRows heightPx={virtualizer.getTotalSize()}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <TreeRowView
                  key={row.key}
                  row={row}
                  place={{ index: item.index, startPx: item.start, ref: rowRef }}
                  look={look}
                  inclusion={inclusionOf(row, leftOut)}
                  isTabStop={item.index === active}
                  isSelected={row.key === selected}
                  acts={acts}
                />
              )
            );
          })}
        </VirtualRows>
      </div>
      {rows.length === 0 && !isReading && <p className="empty">{text.none.match}</p>}
    </div>
  );
}

/** The same functions each time, which call the newest: rows that have not changed are not made anew for them. */
function useRowActs(acts: RowActs): RowActs {
  const newest = useRef(acts);
  useLayoutEffect(() => {
    newest.current = acts;
  });
  return useMemo(
    () => ({
      onActivate: (row) => newest.current.onActivate(row),
      onToggle: (row) => newest.current.onToggle(row),
      onInclude: (row) => newest.current.onInclude(row),
    }),
    [],
  );
}

function openSeriesOf({ openFile, files }: BatchState): string | null {
  const file = files.find(({ id }) => id === openFile?.id);
  return file?.scan.kind === 'dicom' ? seriesKeyOf(file.scan.summary) : null;
}

/** The same functions until rows or their heights change: with others, the places of all rows are worked out again. */
function measuresOf(rows: readonly TreeRow[], hasDetails: boolean) {
  return {
    estimatePx: (index: number) => heightPx(rows[index], hasDetails),
    keyOf: (index: number) => rows[index]?.key ?? index,
  };
}

function heightPx(row: TreeRow | undefined, hasDetails: boolean): number {
  const level = row?.level ?? 3;
  return ROW_PX[level] + (level === 3 && hasDetails ? DETAILS_PX : 0);
}
