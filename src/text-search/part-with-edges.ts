import type { Box, Picture } from './picture.ts';

/** Letters that differ by fewer of 255 shades from what is beside them are read by nobody. */
const leastStep = 8;
/** Around the outermost edges, for the detector, which looks at a line together with what is beside it. */
const marginPx = 24;

/**
 * The part of a picture outside of which no pixel differs from its neighbours, so that no letter can be there: the constant ground
 * around a head, the black of a projection. The detector takes its time by the pixel.
 * @returns null for a picture without any edge
 */
export function partWithEdges({ columns, rows, rgba }: Picture): Box | null {
  let left = columns;
  let right = -1;
  let top = rows;
  let bottom = -1;
  const below = columns * 4;
  for (let row = 0; row < rows; row++) {
    const isLastRow = row === rows - 1;
    for (let column = 0, at = row * below; column < columns; column++, at += 4) {
      const isEdge =
        (column < columns - 1 && differs(rgba, at, at + 4)) || (!isLastRow && differs(rgba, at, at + below));
      if (!isEdge) continue;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
    }
  }
  if (right < 0) return null;
  const column = Math.max(0, left - marginPx);
  const row = Math.max(0, top - marginPx);
  return {
    column,
    row,
    // An edge lies between a pixel and the next one.
    columns: Math.min(columns, right + 2 + marginPx) - column,
    rows: Math.min(rows, bottom + 2 + marginPx) - row,
  };
}

function differs(rgba: Uint8ClampedArray, one: number, other: number): boolean {
  return (
    Math.abs(rgba[one]! - rgba[other]!) >= leastStep ||
    Math.abs(rgba[one + 1]! - rgba[other + 1]!) >= leastStep ||
    Math.abs(rgba[one + 2]! - rgba[other + 2]!) >= leastStep
  );
}
