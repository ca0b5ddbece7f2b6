import type { KeyboardEvent } from 'react';
import { useEffect } from 'react';
import { useRows } from '../ui/controls/use-rows.ts';
import { FrameCell, type FrameListProps } from './frame-cell.tsx';
import { movedCell } from './move-cell.ts';

const CELL_PX = 61;
const PAGE = 8;

/** The images of a series in one line below the picture. One tab stop; arrow keys open the next. Only what is in sight is decoded. */
export function Filmstrip(props: FrameListProps) {
  const { frames, selected, onOpen } = props;
  const { scroller, virtualizer, moveTo } = useRows({
    count: frames.count,
    active: selected,
    estimatePx: () => CELL_PX,
    isHorizontal: true,
    coveredStartPx: CELL_PX,
    coveredEndPx: CELL_PX,
    overscan: 2,
    focusTarget: `[data-cell="${selected}"]`,
  });
  useEffect(() => virtualizer.scrollToIndex(selected), [virtualizer, selected]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedCell(event.key, selected, frames.count, { line: null, page: PAGE });
    const cell = moved === null ? null : frames.at(moved);
    if (moved !== null && cell !== null) {
      event.preventDefault();
      moveTo(moved);
      onOpen(cell.file, cell.frame);
    }
  };
  return (
    <div
      className="filmstrip"
      role="listbox"
      aria-label={props.label}
      aria-orientation="horizontal"
      ref={scroller}
      onKeyDown={onKeyDown}
    >
      <div className="virtual" role="presentation" style={{ inlineSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const cell = frames.at(index);
          return (
            cell && (
              <FrameCell
                key={key}
                list={props}
                cell={cell}
                index={index}
                className="frame-cell strip-cell"
                style={{ transform: `translateX(${start}px)` }}
                isTabStop={index === selected}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
