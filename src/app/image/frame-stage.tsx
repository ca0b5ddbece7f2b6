import { LoaderCircle, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { PointerEvent, ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import type { ShownFrame } from '../../pipeline/contracts/image.protocol.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { imageStrings } from '../ui/strings/image.ts';
import { depthOf, dragWindow, startWindow } from './move-window.ts';
import type { FrameView } from './use-frame.ts';
import { useSize } from './use-size.ts';

const ZOOM_STEP = 1.5;
const LARGEST_ZOOM = 16;
/** Room around a picture that fits. */
const MARGIN_PX = 24;

/** Pixels of the screen for one of the image, or as many as fit. */
export type Zoom = number | 'fit';

type Window = NonNullable<ShownFrame['window']>;
type Drag = { readonly x: number; readonly y: number; readonly window: Window };

/** The picture on near-black: as large as fits or as zoomed, with what it is in the corners. */
export function FrameStage(props: {
  canvas: RefObject<HTMLCanvasElement | null>;
  viewport: RefObject<HTMLElement | null>;
  view: FrameView;
  frame: number;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  onWindow: (window: Window) => void;
  /** Beside the zoom. */
  tools: ReactNode;
  /** Whether the picture was seen, at so many pixels of the screen for one of the image. */
  mark: (scale: number) => ReactNode;
  /** At the end of that line. */
  end: ReactNode;
  /** What lies over the picture, at so many pixels of the screen for one of the image. */
  layer: (scale: number) => ReactNode;
}) {
  const { view, viewport, zoom, onZoom: setZoom } = props;
  const drag = useRef<Drag | null>(null);
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
      <div className="stage-bar">
        {isShown && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
          <div className="zoom" role="group" aria-label={imageStrings.zoom.group}>
            <button
              type="button"
              className="icon-btn"
              aria-label={imageStrings.zoom.out}
              onClick={() => setZoom(scale / ZOOM_STEP)}
            >
              <Icon of={ZoomOut} />
            </button>
            <button
              type="button"
              className="icon-btn"
              aria-label={imageStrings.zoom.fit}
              aria-pressed={zoom === 'fit'}
              onClick={() => setZoom('fit')}
            >
              <Icon of={Maximize} />
            </button>
            <button
              type="button"
              className="icon-btn"
              aria-label={imageStrings.zoom.in}
              disabled={scale >= LARGEST_ZOOM}
              onClick={() => setZoom(Math.min(LARGEST_ZOOM, scale * ZOOM_STEP))}
            >
              <Icon of={ZoomIn} />
            </button>
          </div>
        )}
        {props.tools}
        {isShown && props.mark(scale)}
        {props.end}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1). */}
      <section className="viewport" ref={viewport} tabIndex={0} aria-label={imageStrings.stage}>
        <div className="picture" hidden={!isShown} style={place}>
          <canvas
            ref={props.canvas}
            role="img"
            aria-label={isShown ? altOf(view) : imageStrings.loading}
            hidden={!isShown}
            className={scale >= 2 ? 'pixelated' : undefined}
            onPointerDown={(event) => {
              // A finger moves the picture, as everywhere; where it is smaller than its place, the page.
              if (isShown && event.button === 0 && event.pointerType !== 'touch') {
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
          {isShown && props.layer(scale)}
        </div>
        {view.kind === 'loading' && (
          <p className="row stage-note" role="status">
            <Icon of={LoaderCircle} className="spin" />
            {imageStrings.loading}
          </p>
        )}
        {view.kind === 'problem' && (
          <div className="stage-note" role="alert">
            <p>{imageStrings.problem(view).title}</p>
            <p className="faint">{imageStrings.problem(view).advice}</p>
          </div>
        )}
      </section>
      {isShown && (
        <>
          <p className="corner bl">
            <span>
              {view.facts.columns} × {view.facts.rows}, {depthOf(view.facts)}
            </span>{' '}
            <span>{imageStrings.syntaxName(view.facts.transferSyntaxUid)}</span>
          </p>
          <p className="corner br">
            {view.facts.frames > 1 && <span>{imageStrings.frame(props.frame + 1, view.facts.frames)}</span>}{' '}
            <span>{Math.round(scale * 100)}%</span>
          </p>
        </>
      )}
    </div>
  );
}

function fitZoom(facts: ShownFrame['facts'], size: { readonly width: number; readonly height: number }): number {
  const fits = Math.min((size.width - MARGIN_PX) / facts.columns, (size.height - MARGIN_PX) / facts.rows);
  return fits > 0 ? Math.min(LARGEST_ZOOM, fits) : 1;
}

/** Describes the picture for people who cannot see it: which file and frame. Nobody knows what it shows. */
function altOf(view: Extract<FrameView, { readonly kind: 'shown' }>): string {
  const { facts, frame, window } = view;
  const shown = window === null ? '' : `, window level ${Math.round(window.centre)}, width ${Math.round(window.width)}`;
  const place = facts.frames > 1 ? `Frame ${frame + 1} of ${facts.frames}` : 'Image';
  const blanked = view.blanked !== null ? ' after blanking' : '';
  return `${place}${blanked}, ${facts.columns} by ${facts.rows} pixels${shown}`;
}
