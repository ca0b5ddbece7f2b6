import type { Box } from '../picture.ts';
import type { Strokes } from './strokes.ts';

const lowestPx = 5;
const highestPx = 48;
/** Small letters touch each other, so a word may be one piece. */
const widestPx = 160;
const fewestPixels = 5;

/** Boxes around pieces of strokes that may be letters, upright or on their side: pixels that hang together, corners included. */
export function lettersOf({ values, columns, rows }: Strokes): readonly Box[] {
  const left = values.slice();
  const waiting: number[] = [];
  const letters: Box[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    left[start] = 0;
    waiting.push(start);
    let [west, east, north, south, count] = [columns, -1, rows, -1, 0];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const row = Math.floor(at / columns);
      const column = at - row * columns;
      west = Math.min(west, column);
      east = Math.max(east, column);
      north = Math.min(north, row);
      south = Math.max(south, row);
      count++;
      const lastColumn = Math.min(columns - 1, column + 1);
      for (let down = Math.max(0, row - 1); down <= Math.min(rows - 1, row + 1); down++) {
        for (let next = down * columns + Math.max(0, column - 1); next <= down * columns + lastColumn; next++) {
          if (left[next] === 0) continue;
          left[next] = 0;
          waiting.push(next);
        }
      }
    }
    const letter = { column: west, row: north, columns: east - west + 1, rows: south - north + 1 };
    if (count >= fewestPixels && mayBeLetter(letter)) letters.push(letter);
  }
  return letters;
}

function mayBeLetter({ columns, rows }: Box): boolean {
  const long = Math.max(columns, rows);
  return long >= lowestPx && long <= widestPx && Math.min(columns, rows) <= highestPx;
}
