import type { Rectangle } from '../../pixel-data/redaction/redaction.ts';

/** The detector's boxes lie close to the letters; their soft edges are taken in. */
const marginPx = 2;

/** What is blanked so that nothing of a text is left. */
export function aroundText({ column, row, columns, rows }: Rectangle): Rectangle {
  const left = Math.max(0, column - marginPx);
  const top = Math.max(0, row - marginPx);
  return { column: left, row: top, columns: column + columns + marginPx - left, rows: row + rows + marginPx - top };
}
