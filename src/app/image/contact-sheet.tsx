import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useRows } from '../ui/controls/use-rows.ts';
import { formatCount } from '../ui/format.ts';
import { FrameCell, type FrameListProps } from './frame-cell.tsx';
import { movedCell } from './move-cell.ts';
import type { SheetFrame, SheetFrames } from './sheet-frames.ts';
import { useSize } from './use-size.ts';

const CELL_PX = 116;
const ROW_PX = 132;

/** Every image of a series, small. One tab stop; arrow keys move, Enter opens. Only what is in sight is decoded. */
export function ContactSheet(props: FrameListProps) {
  const { frames } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(props.selected);
  const { width } = useSize(scroller);
  const columns = Math.max(1, Math.floor((width - 16) / CELL_PX));
  const activeRow = Math.floor(active / columns);
  const { virtualizer, moveTo } = useRows({
    scroller,
    count: Math.ceil(frames.count / columns),
    active: activeRow,
    estimatePx: () => ROW_PX,
    coveredEndPx: 0,
    overscan: 2,
    focusTarget: `[data-cell="${active}"]`,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where lines become others the place has to be found again.
  useEffect(() => virtualizer.scrollToIndex(activeRow, { align: 'center' }), [columns]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedCell(event.key, active, frames.count, { line: columns, page: columns * 4 });
    const cell = frames.at(active);
    if (moved !== null) {
      event.preventDefault();
      moveTo(Math.floor(moved / columns));
      setActive(moved);
    } else if ((event.key === 'Enter' || event.key === ' ') && cell !== null) {
      event.preventDefault();
      props.onOpen(cell.file, cell.frame);
    }
  };
  return (
    <div className="sheet" role="listbox" aria-label={props.label} ref={scroller} onKeyDown={onKeyDown}>
      <div className="virtual" role="presentation" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => (
          <div
            key={row.key}
            role="presentation"
            className="sheet-row"
            style={{ transform: `translateY(${row.start}px)`, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
          >
            {cellsOf(frames, row.index, columns).map((cell, n) => {
              const index = row.index * columns + n;
              return (
                <FrameCell
                  key={index}
                  list={props}
                  cell={cell}
                  index={index}
                  className="frame-cell sheet-cell"
                  isTabStop={index === active}
                  onFocus={() => setActive(index)}
                >
                  <span className="num faint">{formatCount(index + 1)}</span>
                </FrameCell>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function cellsOf(frames: SheetFrames, row: number, columns: number): readonly SheetFrame[] {
  return Array.from({ length: columns }, (_, n) => frames.at(row * columns + n)).filter((cell) => cell !== null);
}
