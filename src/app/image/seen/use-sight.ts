import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { glanceAt } from './glance-at.ts';
import { TURNS } from './points-over.ts';
import { createSightMeter, type SightMeter, type SightSubject } from './sight-meter.ts';

const EVERY_MS = 100;
/** A look that comes later than this asks for all points, so that none is left out of the time that counts. */
const LATE_MS = 1.5 * EVERY_MS;

const everyTurn = Array.from({ length: TURNS }, (_, turn) => turn);

/**
 * Measures while a picture is on the screen whether all of it was seen.
 * @param subject of no columns while there is nothing to look at
 * @param picture another text for another picture; null where there is none, or it was seen before
 * @param onSeen called once for each picture
 * @returns the measurement under way, to know what is left to look at
 */
export function useSight(
  canvas: RefObject<HTMLCanvasElement | null>,
  viewport: RefObject<HTMLElement | null>,
  { columns, rows, leastScale }: SightSubject,
  picture: string | null,
  onSeen: () => void,
): RefObject<SightMeter | null> {
  const meter = useRef<SightMeter | null>(null);
  const report = useRef(onSeen);
  useEffect(() => {
    report.current = onSeen;
  });
  useEffect(() => {
    if (picture === null || columns === 0) return;
    const measured = createSightMeter({ columns, rows, leastScale });
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
  }, [canvas, viewport, picture, columns, rows, leastScale]);
  return meter;
}
