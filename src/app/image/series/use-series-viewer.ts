import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { ShownFrame } from '../../../pipeline/contracts/image.protocol.ts';
import { rectanglesUnder, redactionOf } from '../../batch/boxes.ts';
import { isSeen, type SeenImages, type Sighting } from '../../batch/decide/seen-images.ts';
import type { StandingRules } from '../../batch/outcomes.ts';
import type { ImageDesk } from '../../intents/images/image-desk.ts';
import { drawInSight } from '../boxes/draw-in-sight.ts';
import { type SeriesBoxes, useBoxes } from '../boxes/use-boxes.ts';
import type { Zoom } from '../frame-stage.tsx';
import { leastScaleOf } from '../seen/least-scale.ts';
import { usePictureSight } from '../seen/use-picture-sight.ts';
import { sheetFrames } from '../sheet-frames.ts';
import { useFrame } from '../use-frame.ts';
import { useStageTools } from '../use-stage-tools.ts';

/** The images that wait in a series, one at a time: which is shown and how, its boxes, and what was seen. */
export type SeriesViewerProps = {
  readonly seriesKey: string;
  /** Those that wait; at least one. */
  readonly files: readonly BatchFile[];
  readonly members: readonly BatchFile[];
  readonly rules: StandingRules;
  readonly images: ImageDesk;
  readonly boxes: Pick<SeriesBoxes, 'draft' | 'onDraw'>;
  readonly seen: SeenImages;
  /** False while a sheet takes the place of the picture. */
  readonly isShown: boolean;
  readonly onSeen: (sighting: Sighting) => void;
};

/** What a person chose for the series that is open; another series starts anew. */
type Look = {
  readonly series: string;
  readonly index: number;
  readonly zoom: Zoom;
  readonly window: ShownFrame['window'];
  readonly showsOverlays: boolean;
  /** How much of the picture was seen when *Look* went on to its next part, from 0 to 1. */
  readonly share: number;
};

const ZOOM_STEP = 1.5;
const LARGEST_ZOOM = 16;
const MARGIN_PX = 8;

export function useSeriesViewer(props: SeriesViewerProps) {
  const { seriesKey, files, members, rules, images, seen } = props;
  const [lastLook, setLook] = useState<Look>(() => freshLook(seriesKey));
  const look = lastLook.series === seriesKey ? lastLook : freshLook(seriesKey);
  const frames = useMemo(() => sheetFrames(files), [files]);
  const index = Math.min(look.index, frames.count - 1);
  const cell = frames.at(index);
  const file = cell?.file ?? (files[0] as BatchFile);
  const frame = cell?.frame ?? 0;
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewport = useRef<HTMLElement>(null);
  const leastScale = useMemo(() => leastScaleOf(members), [members]);
  const { draft } = props.boxes;
  const wanted = useMemo(() => redactionOf(rectanglesUnder(file, draft))?.areas ?? null, [file, draft]);
  const tools = useStageTools(seriesKey, wanted !== null);
  const view = useFrame(images, canvas, {
    content: props.isShown ? file.content : null,
    frame,
    window: look.window,
    showsOverlays: look.showsOverlays,
    blanked: tools.picture === 'after' ? wanted : null,
  });
  const drawn = useBoxes(file, members, rules, props.boxes, () => tools.setPicture('before'), 'series');
  const { sight, meter } = usePictureSight({
    file,
    series: seriesKey,
    canvas,
    viewport,
    view,
    seen,
    leastScale,
    onSeen: props.onSeen,
  });
  const target = useRef<{ readonly x: number; readonly y: number } | null>(null);
  useLayoutEffect(() => {
    if (target.current === null || viewport.current === null || view.kind !== 'shown') return;
    const scale = scaleOf(canvas.current, view.facts.columns);
    const { x, y } = target.current;
    target.current = null;
    viewport.current.scrollTo({ left: x * scale - MARGIN_PX, top: y * scale - MARGIN_PX });
  });

  const show = (next: number) => {
    const at = Math.max(0, Math.min(frames.count - 1, next));
    const isSameFile = frames.at(at)?.file === file;
    setLook({ ...look, index: at, window: isSameFile ? look.window : null, share: 0 });
  };
  /** Shows it as it opens, large enough to be read, and goes to the part that was not seen yet, then to the next image. */
  const lookOn = () => {
    if ((sight === 'unseen' || sight === 'other-window') && view.kind === 'shown') {
      const scale = scaleOf(canvas.current, view.facts.columns);
      target.current = meter.current?.firstUnseen() ?? null;
      const zoom = scale < leastScale ? Math.max(1, leastScale) : look.zoom;
      setLook({ ...look, zoom, window: null, share: meter.current?.share() ?? 0 });
      return;
    }
    const next = firstUnseenFrom(index + 1);
    if (next !== null) show(next);
  };
  const firstUnseenFrom = (start: number): number | null => {
    for (let n = 0; n < frames.count; n++) {
      const at = (start + n) % frames.count;
      const place = frames.at(at);
      if (place !== null && at !== index && !isSeen(seen, seriesKey, place.file.id, place.frame)) return at;
    }
    return null;
  };
  const zoomBy = (factor: number) => {
    const scale = view.kind === 'shown' ? scaleOf(canvas.current, view.facts.columns) : 1;
    setLook({ ...look, zoom: Math.min(LARGEST_ZOOM, scale * factor) });
  };
  return {
    frames,
    index,
    file,
    frame,
    view,
    canvas,
    viewport,
    look,
    setLook,
    tools,
    canBeBlanked: wanted !== null,
    drawn,
    show,
    lookOn,
    zoomIn: () => zoomBy(ZOOM_STEP),
    zoomOut: () => zoomBy(1 / ZOOM_STEP),
    sight,
    leastScale,
    /** The picture as it is shown was seen, now or before. */
    isSeen: sight === 'seen',
    drawByKeys: () => drawInSight(view, canvas.current, viewport.current, drawn.actions),
  };
}

export type SeriesViewer = ReturnType<typeof useSeriesViewer>;

function freshLook(series: string): Look {
  return { series, index: 0, zoom: 'fit', window: null, showsOverlays: true, share: 0 };
}

function scaleOf(canvas: HTMLCanvasElement | null, columns: number): number {
  return (canvas?.getBoundingClientRect().width ?? columns) / columns;
}
