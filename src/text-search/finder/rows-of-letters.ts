import { type Box, joinedBox } from '../picture.ts';

/** Letters that stand in a row. */
export type LetterRow = {
  readonly box: Box;
  /** How high its letters are: the middle one of their heights. */
  readonly letterPx: number;
  /** How many letters it has, as far as that can be told: pieces that are wide count as several. */
  readonly letters: number;
};

const lowestPx = 5;
const highestPx = 40;
/** Neighbours are at most so many times as high as each other. */
const mostTimesHigher = 2;
/** Letters and the spaces between words, in heights. */
const widestGap = 1.3;
/** Neighbours share so much of the lower one's height. */
const leastShared = 0.6;
/** A letter is about so wide, in heights; wider pieces are several that touch. */
const usualWidth = 0.8;
const fewestLetters = 4;
const fewestPieces = 2;
/** So many of the letters stand on one line or hang from one. */
const leastAligned = 0.6;
const cellPx = 64;
/** A page full of text has some thousand letters; with more pieces a picture is noise or a raster, and its time is bounded. */
export const mostPieces = 30_000;

/** Rows of four letters or more, of about one height, from left to right. */
export function rowsOfLetters(letters: readonly Box[]): readonly LetterRow[] {
  const able = letters.filter(({ rows }) => rows >= lowestPx && rows <= highestPx);
  if (able.length > mostPieces) return [];
  const followers = followersOf(able);
  const follows = new Set(followers);
  const rows: LetterRow[] = [];
  for (const first of able.keys()) {
    if (follows.has(first)) continue;
    const chain: Box[] = [];
    for (let at = first; at >= 0; at = followers[at]!) chain.push(able[at]!);
    const row = rowOf(chain);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** For each letter the one that follows it, or −1; no two are followed by the same one. */
function followersOf(letters: readonly Box[]): Int32Array {
  const cells = cellsOf(letters);
  const followers = new Int32Array(letters.length).fill(-1);
  const precedes = new Int32Array(letters.length).fill(-1);
  const gapTo = (from: number, to: number) => letters[to]!.column - letters[from]!.column - letters[from]!.columns;
  for (const [from, letter] of letters.entries()) {
    let best = -1;
    for (const to of near(letter, cells)) {
      if (to === from || !follows(letter, letters[to]!)) continue;
      if (best < 0 || gapTo(from, to) < gapTo(from, best)) best = to;
    }
    if (best < 0) continue;
    const rival = precedes[best]!;
    if (rival >= 0 && gapTo(rival, best) <= gapTo(from, best)) continue;
    if (rival >= 0) followers[rival] = -1;
    followers[from] = best;
    precedes[best] = from;
  }
  return followers;
}

/** Numbers of the letters whose upper left corners lie in a square of the picture. */
type Cells = ReadonlyMap<string, readonly number[]>;

function cellsOf(letters: readonly Box[]): Cells {
  const cells = new Map<string, number[]>();
  for (const [at, { column, row }] of letters.entries()) {
    const key = `${cellOf(column)} ${cellOf(row)}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [at]);
    else cell.push(at);
  }
  return cells;
}

/** Numbers of all letters that may follow one, and of others around it. */
function* near({ column, row, columns, rows }: Box, cells: Cells): Generator<number> {
  for (let down = cellOf(row - highestPx); down <= cellOf(row + rows); down++) {
    for (let across = cellOf(column); across <= cellOf(column + columns + widestGap * highestPx); across++) {
      yield* cells.get(`${across} ${down}`) ?? [];
    }
  }
}

function cellOf(place: number): number {
  return Math.floor(place / cellPx);
}

function follows(one: Box, next: Box): boolean {
  const low = Math.min(one.rows, next.rows);
  const high = Math.max(one.rows, next.rows);
  if (high > mostTimesHigher * low || next.column <= one.column) return false;
  const gap = next.column - one.column - one.columns;
  if (gap < -low / 3 || gap > widestGap * high) return false;
  const shared = Math.min(one.row + one.rows, next.row + next.rows) - Math.max(one.row, next.row);
  return shared >= leastShared * low;
}

function rowOf(chain: readonly Box[]): LetterRow | null {
  if (chain.length < fewestPieces) return null;
  const letterPx = middleOf(chain.map(({ rows }) => rows));
  const letters = chain.reduce(
    (sum, { columns }) => sum + Math.max(1, Math.round(columns / (usualWidth * letterPx))),
    0,
  );
  if (letters < fewestLetters) return null;
  const room = Math.max(1, Math.floor(letterPx / 6));
  const tops = chain.map(({ row }) => row);
  const feet = chain.map(({ row, rows }) => row + rows);
  const aligned = Math.max(countAligned(tops, room), countAligned(feet, room));
  if (aligned < leastAligned * chain.length) return null;
  return { box: chain.reduce(joinedBox), letterPx, letters };
}

/** How many of some places are so near to the middle one. */
function countAligned(places: readonly number[], room: number): number {
  const middle = middleOf(places);
  return places.filter((place) => Math.abs(place - middle) <= room).length;
}

function middleOf(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[numbers.length >> 1]!;
}
