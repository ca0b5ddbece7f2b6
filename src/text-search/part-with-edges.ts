import type { Box, Picture } from './picture.ts';

/** Letters that differ by fewer of 255 shades from what is beside them are read by nobody. */
const leastStep = 8;
/** A soft letter rises over several pixels, so neighbours alone do not tell. */
const reachesPx = [1, 4, 8];
/** Around the outermost edges, for the detector, which looks at a line together with what is beside it. */
const marginPx = 24;

/**
 * The part of a picture outside of which no pixel differs from those beside it, near and a little further, so that no letter
 * can be there: the constant ground around a head, the black of a projection. The detector takes its time by the pixel.
 * @returns null for a picture without any edge
 */
export function partWithEdges(picture: Picture): Box | null {
  const { columns, rows } = picture;
  let left = columns;
  let right = -1;
  let top = rows;
  let bottom = -1;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const end = endOfEdge(picture, column, row);
      if (end === null) continue;
      left = Math.min(left, column);
      top = Math.min(top, row);
      right = Math.max(right, end.column);
      bottom = Math.max(bottom, end.row);
    }
  }
  if (right < 0) return null;
  const column = Math.max(0, left - marginPx);
  const row = Math.max(0, top - marginPx);
  return {
    column,
    row,
    columns: Math.min(columns, right + 1 + marginPx) - column,
    rows: Math.min(rows, bottom + 1 + marginPx) - row,
  };
}

/** @returns the pixels to the right and below that an edge which begins here reaches; null where none begins */
function endOfEdge({ columns, rows, rgba }: Picture, column: number, row: number) {
  const at = (row * columns + column) * 4;
  for (const reach of reachesPx) {
    const isAcross = column + reach < columns && differs(rgba, at, at + reach * 4);
    const isDown = row + reach < rows && differs(rgba, at, at + reach * columns * 4);
    if (isAcross || isDown) return { column: isAcross ? column + reach : column, row: isDown ? row + reach : row };
  }
  return null;
}

function differs(rgba: Uint8ClampedArray, one: number, other: number): boolean {
  return (
    Math.abs(rgba[one]! - rgba[other]!) >= leastStep ||
    Math.abs(rgba[one + 1]! - rgba[other + 1]!) >= leastStep ||
    Math.abs(rgba[one + 2]! - rgba[other + 2]!) >= leastStep
  );
}
