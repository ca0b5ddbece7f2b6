import { type Box, joinedBox } from './picture.ts';

/**
 * Boxes that were found more than once, in tiles that overlap or in a turned picture, become one: any two that have a good
 * part of the smaller one in common are joined.
 */
export function joinBoxes(boxes: readonly Box[]): readonly Box[] {
  const joined: Box[] = [];
  for (const box of boxes) {
    let whole = box;
    for (let at = 0; at < joined.length; ) {
      if (isSame(joined[at]!, whole)) {
        whole = joinedBox(joined[at]!, whole);
        joined.splice(at, 1);
        // What has grown may reach others that it did not reach before.
        at = 0;
      } else at++;
    }
    joined.push(whole);
  }
  return joined;
}

const leastCommon = 0.5;

function isSame(one: Box, other: Box): boolean {
  const columns = Math.min(one.column + one.columns, other.column + other.columns) - Math.max(one.column, other.column);
  const rows = Math.min(one.row + one.rows, other.row + other.rows) - Math.max(one.row, other.row);
  if (columns <= 0 || rows <= 0) return false;
  return columns * rows >= leastCommon * Math.min(one.columns * one.rows, other.columns * other.rows);
}
