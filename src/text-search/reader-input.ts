import type { Planes } from './detector-input.ts';
import type { Picture } from './picture.ts';
import { resized } from './resize.ts';

/** Lines are read at this height, whatever their length. */
const linePx = 48;
const shortestPx = 48;
/** Longer lines are squeezed: they are found all the same, and only read worse. */
const longestPx = 1280;

/** A line of text as the reading model takes it. */
export function readerInput(line: Picture): Planes {
  const columns = Math.min(longestPx, Math.max(shortestPx, Math.round((line.columns * linePx) / line.rows)));
  const shown = resized(line, columns, linePx);
  const plane = columns * linePx;
  const values = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const into = values.subarray(channel * plane, (channel + 1) * plane);
    for (let at = 0, from = 2 - channel; at < plane; at++, from += 4) into[at] = shown.rgba[from]! / 127.5 - 1;
  }
  return { values, columns, rows: linePx };
}
