import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { BatchFile } from '../../pipeline/run-batch.ts';
import type { ImageDesk } from '../image-desk.ts';
import { formatCount } from '../ui/format.ts';
import type { SheetFrame, SheetFrames } from './sheet-frames.ts';
import { ThumbnailPicture } from './thumbnail.tsx';
import { useSize } from './use-size.ts';

const CELL_PX = 116;
const ROW_PX = 132;

/** Every image of a series, small. One tab stop; arrow keys move, Enter opens. Only what is in sight is decoded. */
export function ContactSheet(props: {
  label: string;
  images: ImageDesk;
  frames: SheetFrames;
  members: number;
  selected: number;
  onOpen: (file: BatchFile, frame: number) => void;
}) {
  const { frames } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const [active, setActive] = useState(props.selected);
  const { width } = useSize(scroller);
  const columns = Math.max(1, Math.floor((width - 16) / CELL_PX));
  const rows = Math.ceil(frames.count / columns);
  const activeRow = Math.floor(active / columns);
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 2,
    initialOffset: Math.max(0, (activeRow - 1) * ROW_PX),
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
      return activeRow >= first && activeRow <= last ? shown : [...shown, activeRow].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => {
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${active}"]`);
    if (takesFocus.current && cell) {
      takesFocus.current = false;
      cell.focus({ preventScroll: true });
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedCell(event.key, active, columns, frames.count);
    const cell = frames.at(active);
    if (moved !== null) {
      event.preventDefault();
      takesFocus.current = true;
      virtualizer.scrollToIndex(Math.floor(moved / columns));
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
                // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys.
                <div
                  key={index}
                  role="option"
                  className="sheet-cell"
                  data-cell={index}
                  tabIndex={index === active ? 0 : -1}
                  aria-selected={index === props.selected}
                  aria-posinset={index + 1}
                  aria-setsize={frames.count}
                  aria-label={nameOf(cell, props.members)}
                  onClick={() => props.onOpen(cell.file, cell.frame)}
                  onFocus={() => setActive(index)}
                >
                  <span className="thumb">
                    <ThumbnailPicture images={props.images} content={cell.file.content} frame={cell.frame} />
                  </span>
                  <span className="num faint">{formatCount(index + 1)}</span>
                </div>
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

function nameOf({ file, member, frame }: SheetFrame, members: number): string {
  const frames = file.scan.kind === 'dicom' ? file.scan.summary.frames : 1;
  const place = `File ${formatCount(member + 1)} of ${formatCount(members)}`;
  return frames > 1 ? `${place}, frame ${formatCount(frame + 1)} of ${formatCount(frames)}` : place;
}

/** Where a key moves the active cell; null for keys that do not move it. */
function movedCell(key: string, active: number, columns: number, count: number): number | null {
  const target: Readonly<Record<string, number>> = {
    ArrowRight: active + 1,
    ArrowLeft: active - 1,
    ArrowDown: active + columns,
    ArrowUp: active - columns,
    PageDown: active + columns * 4,
    PageUp: active - columns * 4,
    Home: 0,
    End: count - 1,
  };
  const moved = target[key];
  return moved === undefined ? null : Math.min(count - 1, Math.max(0, moved));
}
