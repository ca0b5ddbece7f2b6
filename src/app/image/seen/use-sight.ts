import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { FrameView } from '../use-frame.ts';
import { createSightMeter, type Glance, type SightMeter } from './sight-meter.ts';

const EVERY_MS = 100;

/**
 * Measures while a picture is on the screen whether all of it was seen.
 * @param picture another text for another picture; null where there is none, or it was seen before
 * @param onSeen called once for each picture
 * @returns the measurement under way, to know what is left to look at
 */
export function useSight(
  canvas: RefObject<HTMLCanvasElement | null>,
  viewport: RefObject<HTMLElement | null>,
  view: FrameView,
  picture: string | null,
  onSeen: () => void,
): RefObject<SightMeter | null> {
  const meter = useRef<SightMeter | null>(null);
  const report = useRef(onSeen);
  useEffect(() => {
    report.current = onSeen;
  });
  const columns = view.kind === 'shown' ? view.facts.columns : 0;
  const rows = view.kind === 'shown' ? view.facts.rows : 0;
  useEffect(() => {
    if (picture === null || columns === 0) return;
    const measured = createSightMeter({ columns, rows });
    meter.current = measured;
    const look = () => {
      const glance = glanceAt(canvas.current, viewport.current, columns);
      if (glance === null || !measured.look(glance)) return;
      clearInterval(timer);
      report.current();
    };
    const timer = setInterval(look, EVERY_MS);
    // A hidden tab has no timers to rely on: it is noted at once that nothing is in sight any more.
    document.addEventListener('visibilitychange', look);
    return () => {
      meter.current = null;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [canvas, viewport, picture, columns, rows]);
  return meter;
}

function glanceAt(canvas: HTMLElement | null, viewport: HTMLElement | null, columns: number): Glance | null {
  if (canvas === null || viewport === null) return null;
  const picture = canvas.getBoundingClientRect();
  const scale = picture.width / columns;
  const atMs = performance.now();
  const [left, top, right, bottom] = inSight(picture, viewport);
  if (document.visibilityState !== 'visible' || right <= left || bottom <= top || scale === 0) {
    return { atMs, scale, part: null };
  }
  if (isCovered(viewport, left, top, right, bottom)) return { atMs, scale, part: null };
  const part = {
    x: (left - picture.left) / scale,
    y: (top - picture.top) / scale,
    width: (right - left) / scale,
    height: (bottom - top) / scale,
  };
  return { atMs, scale, part };
}

/** What is left of the picture inside the window and of everything around it that scrolls. */
function inSight(picture: DOMRect, viewport: HTMLElement) {
  let [left, top, right, bottom] = [picture.left, picture.top, picture.right, picture.bottom];
  const clip = (box: { left: number; top: number; right: number; bottom: number }) => {
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.right);
    bottom = Math.min(bottom, box.bottom);
  };
  clip({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (let node: HTMLElement | null = viewport; node !== null; node = node.parentElement) {
    if (node === viewport || getComputedStyle(node).overflow !== 'visible') clip(node.getBoundingClientRect());
  }
  return [left, top, right, bottom] as const;
}

/** True when a dialog, a menu or a bar lies over the middle or a corner of what would be in sight. */
function isCovered(viewport: HTMLElement, left: number, top: number, right: number, bottom: number): boolean {
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 2, top + 2],
    [right - 2, top + 2],
    [left + 2, bottom - 2],
    [right - 2, bottom - 2],
  ] as const;
  return points.some(([x, y]) => {
    const over = document.elementFromPoint(x, y);
    return over !== null && !viewport.contains(over);
  });
}
