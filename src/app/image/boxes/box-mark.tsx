import type { PointerEvent } from 'react';
import type { Box, Rectangle } from '../../batch/boxes.ts';
import { boxesStrings } from '../../ui/strings/boxes.ts';
import { type Handle, type NumberSide, placeOf } from './box-geometry.ts';

type Key = { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean };

/** Corners, and edges where there is room between them. */
const handles: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: -1, y: 1 },
  { x: 1, y: 1 },
  { x: 0, y: -1 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 1, y: 0 },
];
const ROOM_PX = 72;

/** One box as a button: moved by dragging or by arrow keys, resized by its handles or with Alt, ticked with Space. */
export function BoxMark(props: {
  box: Box;
  number: number;
  side: NumberSide;
  /** Where it is now, also while it is dragged. */
  rectangle: Rectangle;
  scale: number;
  isSelected: boolean;
  onFocus: () => void;
  onGrab: (event: PointerEvent, handle: Handle | null) => void;
  onTick: () => void;
  onDelete: () => void;
  /** @returns whether the key did something */
  onKey: (key: Key) => boolean;
}) {
  const { box, rectangle, scale } = props;
  const shown = handles.filter(
    ({ x, y }) => (x !== 0 || rectangle.columns * scale >= ROOM_PX) && (y !== 0 || rectangle.rows * scale >= ROOM_PX),
  );
  return (
    <div className="box-place" style={placeOf(rectangle, scale)}>
      <button
        type="button"
        className="box"
        data-box={box.id}
        data-ticked={box.isTicked}
        data-selected={props.isSelected}
        aria-label={boxesStrings.name(props.number, rectangle, box.isTicked)}
        aria-description={boxesStrings.keys}
        onFocus={props.onFocus}
        onPointerDown={(event) => props.onGrab(event, null)}
        // A click of the mouse selects; that of a key has no place on the screen.
        onClick={(event) => event.detail === 0 && props.onTick()}
        onKeyDown={(event) => {
          const isDelete = event.key === 'Delete' || event.key === 'Backspace';
          if (isDelete) props.onDelete();
          if (isDelete || (!event.ctrlKey && !event.metaKey && props.onKey(event))) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
      >
        <span className="box-number" data-side={props.side} aria-hidden="true">
          {props.number}
        </span>
      </button>
      {props.isSelected &&
        shown.map((handle) => (
          <span
            key={`${handle.x} ${handle.y}`}
            className="box-handle"
            data-x={handle.x}
            data-y={handle.y}
            onPointerDown={(event) => props.onGrab(event, handle)}
          />
        ))}
    </div>
  );
}
