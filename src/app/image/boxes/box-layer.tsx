import type { PointerEvent, RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { areSame, type Box, type Rectangle } from '../../batch/boxes.ts';
import { boxesStrings } from '../../ui/strings/boxes.ts';
import type { Tool } from '../stage-tools.tsx';
import {
  between,
  boxAfterKey,
  type Handle,
  type ImageSize,
  moved,
  numberSide,
  type Point,
  placeOf,
  resized,
} from './box-geometry.ts';
import { BoxMark } from './box-mark.tsx';

/** What a person does with boxes. */
export type BoxActions = {
  readonly onAdd: (rectangle: Rectangle) => void;
  readonly onChange: (id: number, rectangle: Rectangle) => void;
  readonly onTick: (id: number) => void;
  readonly onTickAll: (isTicked: boolean) => void;
  readonly onDelete: (id: number) => void;
  /** For who cannot see it. */
  readonly onSay: (text: string) => void;
};

/** A drag that goes on; what it makes is taken over when it ends. */
type Drag = { readonly from: Point; readonly rectangle: Rectangle } & (
  | { readonly kind: 'draw' }
  | { readonly kind: 'change'; readonly id: number; readonly start: Rectangle; readonly handle: Handle | null }
);

/** A drag of less than this on the screen was a click. */
const LEAST_PX = 4;

/** Boxes over a picture, and the place to draw new ones. Lies over the picture in its size. */
export function BoxLayer(props: {
  boxes: readonly Box[];
  size: ImageSize;
  /** Pixels of the screen for one of the image. */
  scale: number;
  tool: Tool;
  isAfter: boolean;
  /** The box that takes the focus once it is there. */
  wanted: RefObject<number | null>;
  actions: BoxActions;
}) {
  const { boxes, size, scale, tool, actions, wanted } = props;
  const layer = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  // A box that is drawn, or changes its place among the others, is made or moved in the page: the focus follows it.
  useLayoutEffect(() => {
    const target =
      wanted.current === null ? null : layer.current?.querySelector<HTMLElement>(`[data-box="${wanted.current}"]`);
    if (target) {
      wanted.current = null;
      target.focus({ preventScroll: true });
    }
  });
  const pointOf = (event: PointerEvent): Point => {
    const { left, top } = layer.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
  };
  const go = (event: PointerEvent) => {
    if (drag === null) return;
    const to = pointOf(event);
    const [right, down] = [to.x - drag.from.x, to.y - drag.from.y];
    if (drag.kind === 'draw') setDrag({ ...drag, rectangle: between(drag.from, to, size) });
    else if (drag.handle === null) setDrag({ ...drag, rectangle: moved(drag.start, right, down, size) });
    else setDrag({ ...drag, rectangle: resized(drag.start, drag.handle, right, down, size) });
  };
  const end = () => {
    if (drag === null) return;
    setDrag(null);
    const { columns, rows } = drag.rectangle;
    if (drag.kind === 'change') {
      if (!areSame([drag.start], [drag.rectangle])) actions.onChange(drag.id, drag.rectangle);
    } else if (Math.max(columns, rows) * scale >= LEAST_PX) actions.onAdd(drag.rectangle);
  };
  const grab = (event: PointerEvent, { id, rectangle }: Box, handle: Handle | null) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    wanted.current = id;
    setSelected(id);
    setDrag({ kind: 'change', id, handle, start: rectangle, rectangle, from: pointOf(event) });
  };
  const pointer = { onPointerMove: go, onPointerUp: end, onPointerCancel: () => setDrag(null) };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
    <div
      role="group"
      aria-label={boxesStrings.layer}
      className={props.isAfter ? 'box-layer after' : 'box-layer'}
      data-tool={tool}
      ref={layer}
      onPointerDown={(event) => {
        if (tool !== 'draw' || event.button !== 0 || event.target !== event.currentTarget) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const from = pointOf(event);
        setSelected(null);
        setDrag({ kind: 'draw', from, rectangle: between(from, from, size) });
      }}
      {...pointer}
    >
      {boxes.map((box, n) => (
        <BoxMark
          key={box.id}
          box={box}
          number={n + 1}
          side={numberSide(box.rectangle, size, scale)}
          rectangle={drag?.kind === 'change' && drag.id === box.id ? drag.rectangle : box.rectangle}
          scale={scale}
          isSelected={selected === box.id}
          onFocus={() => setSelected(box.id)}
          onGrab={(event, handle) => grab(event, box, handle)}
          onTick={() => actions.onTick(box.id)}
          onDelete={() => {
            wanted.current = (boxes[n + 1] ?? boxes[n - 1])?.id ?? null;
            if (wanted.current === null)
              layer.current?.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
            actions.onSay(boxesStrings.deleted(n + 1));
            actions.onDelete(box.id);
          }}
          onKey={(key) => {
            const rectangle = boxAfterKey(box.rectangle, key, size);
            if (rectangle === null) return false;
            wanted.current = box.id;
            actions.onChange(box.id, rectangle);
            actions.onSay(boxesStrings.place(rectangle));
            return true;
          }}
        />
      ))}
      {drag?.kind === 'draw' && <div className="box-draft" style={placeOf(drag.rectangle, scale)} />}
    </div>
  );
}
