import type { Box } from './picture.ts';

/** What the detector says of each pixel of its input: from 0, no text, to 1. */
export type TextMap = { readonly values: Float32Array; readonly columns: number; readonly rows: number };

/** A pixel above this belongs to text. */
const leastPixel = 0.3;
/** The mean of a text's pixels. */
const leastMean = 0.5;
/** The detector marks the inner part of a line; so much of its area per length of its edge is added. */
const growth = 1.6;
const leastSidePx = 3;

/**
 * Boxes around pixels that hang together and are thought to be text, in pixels of the map. Boxes lie along the axes, as
 * everything that is blanked does.
 */
export function boxesOfMap({ values, columns, rows }: TextMap): readonly Box[] {
  const isDone = new Uint8Array(columns * rows);
  const waiting: number[] = [];
  const boxes: Box[] = [];
  for (let start = 0; start < values.length; start++) {
    if (isDone[start] === 1 || values[start]! <= leastPixel) continue;
    const region = { left: columns, right: -1, top: rows, bottom: -1, sum: 0, count: 0 };
    isDone[start] = 1;
    waiting.push(start);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const row = Math.floor(at / columns);
      const column = at - row * columns;
      region.left = Math.min(region.left, column);
      region.right = Math.max(region.right, column);
      region.top = Math.min(region.top, row);
      region.bottom = Math.max(region.bottom, row);
      region.sum += values[at]!;
      region.count++;
      for (const next of neighbours(column, row, columns, rows)) {
        if (isDone[next] === 1 || values[next]! <= leastPixel) continue;
        isDone[next] = 1;
        waiting.push(next);
      }
    }
    const width = region.right - region.left + 1;
    const height = region.bottom - region.top + 1;
    if (Math.min(width, height) < leastSidePx || region.sum / region.count < leastMean) continue;
    const grown = (growth * width * height) / (2 * (width + height));
    boxes.push({
      column: region.left - grown,
      row: region.top - grown,
      columns: width + 2 * grown,
      rows: height + 2 * grown,
    });
  }
  return boxes;
}

/** Numbers of the pixels around one, itself among them. */
function* neighbours(column: number, row: number, columns: number, rows: number): Generator<number> {
  for (let down = Math.max(0, row - 1); down <= Math.min(rows - 1, row + 1); down++) {
    for (let across = Math.max(0, column - 1); across <= Math.min(columns - 1, column + 1); across++) {
      yield down * columns + across;
    }
  }
}
