import type { ReadText } from './decode-ctc.ts';
import type { Box, Picture } from './picture.ts';

const leastConfidence = 0.6;
const leastLetters = 2;
/** A line is so many times as long as it is high. */
const lineShape = 2;
const lowestLinePx = 8;
const highestLinePx = 40;

/** True for what the reading model is sure of, and that has two letters or digits. */
export function isRead({ text, confidence }: ReadText): boolean {
  return confidence >= leastConfidence && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= leastLetters;
}

/** Nobody writes a name in letters as high as an eighth of the image; heads and spines are taken for such letters. */
const highestShare = 1 / 8;

/**
 * The detector finds something in half of the images without text. What counts is a hit that was read and is no giant, or
 * that has the shape of a line: many scripts are found and cannot be read.
 */
export function isCounted(box: Box, read: ReadText, picture: Pick<Picture, 'columns' | 'rows'>): boolean {
  return hasLineShape(box) || (isRead(read) && mayCount(box, picture));
}

/** True for a box as long and as high as a line of text, across or down. */
export function hasLineShape({ columns, rows }: Pick<Box, 'columns' | 'rows'>): boolean {
  const [short, long] = [Math.min(columns, rows), Math.max(columns, rows)];
  return long >= lineShape * short && short >= lowestLinePx && short <= highestLinePx;
}

/** False for what is too high for a line, whatever it says. */
export function mayCount({ columns, rows }: Box, picture: Pick<Picture, 'columns' | 'rows'>): boolean {
  const highest = Math.max(highestLinePx, highestShare * Math.min(picture.columns, picture.rows));
  return Math.min(columns, rows) <= highest;
}
