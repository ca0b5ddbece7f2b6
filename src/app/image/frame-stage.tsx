import { LoaderCircle, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { PointerEvent, RefObject } from 'react';
import { useRef, useState } from 'react';
import type { ShownFrame } from '../../pipeline/image.protocol.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { strings } from '../ui/strings.ts';
import { depthOf, dragWindow, startWindow } from './move-window.ts';
import type { FrameView } from './use-frame.ts';
import { useSize } from './use-size.ts';

const ZOOM_STEP = 1.5;
const LARGEST_ZOOM = 16;
/** Room around a picture that fits. */
const MARGIN_PX = 24;

type Window = NonNullable<ShownFrame['window']>;
type Drag = { readonly x: number; readonly y: number; readonly window: Window };

/** The picture on near-black: as large as fits or as zoomed, with what it is in the corners. */
export function FrameStage(props: {
  canvas: RefObject<HTMLCanvasElement | null>;
  view: FrameView;
  frame: number;
  onWindow: (window: Window) => void;
}) {
  const { view } = props;
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const drag = useRef<Drag | null>(null);
  const viewport = useRef<HTMLDivElement>(null);
  const size = useSize(viewport);
  const isShown = view.kind === 'shown';
  const fit = isShown ? fitZoom(view.facts, size) : 1;
  const scale = zoom === 'fit' ? fit : zoom;
  const place = isShown ? { inlineSize: view.facts.columns * scale, blockSize: view.facts.rows * scale } : undefined;
  const move = (event: PointerEvent) => {
    if (isShown && drag.current !== null) {
      const { x, y, window } = drag.current;
      props.onWindow(dragWindow(window, view.range, event.clientX - x, event.clientY - y));
    }
  };
  return (
    <div className="viewport-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1). */}
      <section className="viewport" ref={viewport} tabIndex={0} aria-label="Image, scrolls when zoomed">
        <canvas
          ref={props.canvas}
          role="img"
          aria-label={isShown ? altOf(view) : strings.image.loading}
          hidden={!isShown}
          style={place}
          className={scale >= 2 ? 'pixelated' : undefined}
          onPointerDown={(event) => {
            if (isShown && event.button === 0) {
              event.currentTarget.setPointerCapture(event.pointerId);
              drag.current = { x: event.clientX, y: event.clientY, window: startWindow(view) };
            }
          }}
          onPointerMove={move}
          onPointerUp={() => {
            drag.current = null;
          }}
          onPointerCancel={() => {
            drag.current = null;
          }}
        />
        {view.kind === 'loading' && (
          <p className="row stage-note" role="status">
            <Icon of={LoaderCircle} className="spin" />
            {strings.image.loading}
          </p>
        )}
        {view.kind === 'problem' && (
          <div className="stage-note" role="alert">
            <p>{strings.image.problem(view).title}</p>
            <p className="faint">{strings.image.problem(view).advice}</p>
          </div>
        )}
      </section>
      {isShown && (
        <>
          <p className="corner bl">
            {view.facts.columns} × {view.facts.rows}, {depthOf(view.facts)}
            <br />
            {strings.image.syntaxName(view.facts.transferSyntaxUid)}
          </p>
          <p className="corner br">
            {formatCount(props.frame + 1)} of {formatCount(view.facts.frames)}
            <br />
            {Math.round(scale * 100)}%
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend. */}
          <div className="zoom" role="group" aria-label="Zoom">
            <button type="button" className="icon-btn" aria-label="Zoom out" onClick={() => setZoom(scale / ZOOM_STEP)}>
              <Icon of={ZoomOut} />
            </button>
            <button
              type="button"
              className="icon-btn"
              aria-label="Fit to view"
              aria-pressed={zoom === 'fit'}
              onClick={() => setZoom('fit')}
            >
              <Icon of={Maximize} />
            </button>
            <button
              type="button"
              className="icon-btn"
              aria-label="Zoom in"
              disabled={scale >= LARGEST_ZOOM}
              onClick={() => setZoom(Math.min(LARGEST_ZOOM, scale * ZOOM_STEP))}
            >
              <Icon of={ZoomIn} />
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function fitZoom(facts: ShownFrame['facts'], size: { readonly width: number; readonly height: number }): number {
  const fits = Math.min((size.width - MARGIN_PX) / facts.columns, (size.height - MARGIN_PX) / facts.rows);
  return fits > 0 ? Math.min(LARGEST_ZOOM, fits) : 1;
}

/** What the picture is, for who cannot see it; what it shows, nobody has told us. */
function altOf(view: Extract<FrameView, { readonly kind: 'shown' }>): string {
  const { facts, frame, window } = view;
  const shown = window === null ? '' : `, window level ${Math.round(window.centre)}, width ${Math.round(window.width)}`;
  const place = facts.frames > 1 ? `Frame ${frame + 1} of ${facts.frames}` : 'Image';
  return `${place}, ${facts.columns} by ${facts.rows} pixels${shown}`;
}
