import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { FrameView } from '../use-frame.ts';
import { pointsOver, type ScreenPart, TURNS } from './points-over.ts';
import { createSightMeter, type Glance, type SightMeter } from './sight-meter.ts';

const EVERY_MS = 100;
/** A look that comes later than this asks for all points, so that none is left out of the time that counts. */
const LATE_MS = 1.5 * EVERY_MS;

const everyTurn = Array.from({ length: TURNS }, (_, turn) => turn);

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
    let turn = 0;
    let lastMs = Number.NEGATIVE_INFINITY;
    const look = () => {
      const atMs = performance.now();
      const turns = atMs - lastMs > LATE_MS ? everyTurn : [turn % TURNS];
      [lastMs, turn] = [atMs, turn + 1];
      const glance = glanceAt(canvas.current, viewport.current, { columns, atMs, turns });
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

function glanceAt(
  canvas: HTMLElement | null,
  viewport: HTMLElement | null,
  { columns, atMs, turns }: { readonly columns: number; readonly atMs: number; readonly turns: readonly number[] },
): Glance | null {
  if (canvas === null || viewport === null) return null;
  const picture = canvas.getBoundingClientRect();
  const scale = picture.width / columns;
  const [left, top, right, bottom] = inSight(picture, viewport);
  if (document.visibilityState !== 'visible' || right <= left || bottom <= top || scale === 0) {
    return { atMs, scale, part: null };
  }
  if (turns.some((turn) => isCovered(viewport, { left, top, right, bottom }, turn))) return { atMs, scale, part: null };
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

/** True when a dialog, a menu, a message or a bar lies over what would be in sight. */
function isCovered(viewport: HTMLElement, part: ScreenPart, turn: number): boolean {
  for (const [x, y] of pointsOver(part, turn)) {
    const over = document.elementFromPoint(x, y);
    if (over !== null && !viewport.contains(over)) return true;
  }
  return false;
}
