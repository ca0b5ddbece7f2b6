import type { Box } from '../picture.ts';
import { swapped } from './find-rows.ts';

/** All in heights of the line, which is a little more than that of its letters. */
const widestGap = 0.8;
const lowestLetter = 0.25;
const highestLetter = 1.1;
const widestPiece = 6;
const furthest = 12;
/** A letter stands in the line with so much of its height. */
const leastWithin = 0.7;
/** A line that is so many times as high as wide runs upwards or downwards. */
const tall = 1.5;

/**
 * The box of a line, longer by the letters that go on with it at either end: the detector loses words where they run over an
 * edge, and whole names must be covered.
 * @param letters pieces that may be letters, bright ones and dark ones
 */
export function wholeLine(line: Box, letters: readonly (readonly Box[])[]): Box {
  if (line.rows >= tall * line.columns) {
    return swapped(
      longer(
        swapped(line),
        letters.map((pieces) => pieces.map(swapped)),
      ),
    );
  }
  return longer(line, letters);
}

function longer(line: Box, letters: readonly (readonly Box[])[]): Box {
  const within = letters.flatMap((pieces) => pieces.filter((letter) => standsIn(letter, line)));
  let end = line.column + line.columns;
  for (const letter of [...within].sort((one, other) => one.column - other.column)) {
    if (letter.column < line.column || letter.column - end > widestGap * line.rows) continue;
    if (letter.column - line.column - line.columns > furthest * line.rows) continue;
    end = Math.max(end, letter.column + letter.columns);
  }
  let start = line.column;
  for (const letter of [...within].sort((one, other) => endOf(other) - endOf(one))) {
    if (endOf(letter) > line.column + line.columns || start - endOf(letter) > widestGap * line.rows) continue;
    if (line.column - endOf(letter) > furthest * line.rows) continue;
    start = Math.min(start, letter.column);
  }
  return { ...line, column: start, columns: end - start };
}

function standsIn(letter: Box, line: Box): boolean {
  if (letter.rows < lowestLetter * line.rows || letter.rows > highestLetter * line.rows) return false;
  if (letter.columns > widestPiece * line.rows) return false;
  const shared = Math.min(letter.row + letter.rows, line.row + line.rows) - Math.max(letter.row, line.row);
  return shared >= leastWithin * letter.rows;
}

function endOf({ column, columns }: Box): number {
  return column + columns;
}
