import { type Box, joinedBox, wholePixels } from '../picture.ts';
import { stretches, type TileLimits } from '../tiles.ts';
import type { FoundRow } from './find-rows.ts';

/** A part of a picture to look at again, and the factor by which it is enlarged. */
export type CloserLook = { readonly part: Box; readonly scale: number; readonly runs: FoundRow['runs'] };

type Region = { readonly box: Box; readonly letterPx: number; readonly runs: FoundRow['runs'] };

/** Letters are enlarged to this height: it is found best. */
const wantedLetterPx = 20;
const mostEnlarged = 4;
/** Around a row, in heights of its letters: the detector looks at a line together with what is beside it. */
const margin = 2;
const leastMarginPx = 12;
/** So many pixels are looked at again in one picture at most, after enlarging: as many as one more tile has. */
const mostPixels = 700_000;
/** A box that is so many times as high as a row was not found for it. */
const mostTimesHigher = 3;
/** So much of a row's length may be left over by boxes that were found. */
const mostLeftOver = 0.1;

/**
 * Where to look again, rows of many letters first: at rows that no box covers. Rows that are beside each other are looked
 * at together.
 */
export function closerLooks(
  rows: readonly FoundRow[],
  known: readonly Box[],
  picture: { readonly columns: number; readonly rows: number },
  limits: TileLimits,
): readonly CloserLook[] {
  const open = rows.filter((row) => leftOver(row, known) > mostLeftOver);
  const regions: Region[] = [];
  for (const row of [...open].sort((one, other) => other.letters - one.letters)) addRow(regions, row);
  const looks: CloserLook[] = [];
  let pixels = 0;
  for (const { box, letterPx, runs } of regions) {
    const scale = Math.min(mostEnlarged, Math.max(1, wantedLetterPx / letterPx));
    for (const part of cutUp(wholePixels(box, picture), scale, limits)) {
      const looked = (part.columns * scale + 2 * limits.borderPx) * (part.rows * scale + 2 * limits.borderPx);
      // One that is too large leaves the room to smaller ones.
      if (pixels + looked > mostPixels) continue;
      pixels += looked;
      looks.push({ part, scale, runs });
    }
  }
  return looks;
}

/** The part of a row's length at which no box covers most of its height. */
function leftOver({ box, runs }: FoundRow, known: readonly Box[]): number {
  const isAcross = runs === 'across';
  const covered = new Uint8Array(isAcross ? box.columns : box.rows);
  for (const other of known) {
    const [left, top] = [Math.max(box.column, other.column), Math.max(box.row, other.row)];
    const right = Math.min(box.column + box.columns, other.column + other.columns);
    const bottom = Math.min(box.row + box.rows, other.row + other.rows);
    if (right <= left || bottom <= top) continue;
    const [shared, height, otherHeight] = isAcross
      ? [bottom - top, box.rows, other.rows]
      : [right - left, box.columns, other.columns];
    if (shared * 2 < height || otherHeight > mostTimesHigher * height) continue;
    if (isAcross) covered.fill(1, Math.floor(left - box.column), Math.ceil(right - box.column));
    else covered.fill(1, Math.floor(top - box.row), Math.ceil(bottom - box.row));
  }
  return covered.reduce((sum, one) => sum + 1 - one, 0) / covered.length;
}

/** Adds a row to a region beside it whose letters are about as high, where both together are hardly larger. */
function addRow(regions: Region[], { box, letterPx, runs }: FoundRow): void {
  const around = grown(box, Math.max(leastMarginPx, margin * letterPx));
  for (const [at, region] of regions.entries()) {
    if (region.runs !== runs || Math.max(region.letterPx, letterPx) * 2 > Math.min(region.letterPx, letterPx) * 3)
      continue;
    const joined = joinedBox(region.box, around);
    if (areaOf(joined) * 10 > (areaOf(region.box) + areaOf(around)) * 11) continue;
    regions[at] = { box: joined, letterPx: Math.min(region.letterPx, letterPx), runs };
    return;
  }
  regions.push({ box: around, letterPx, runs });
}

function grown(box: Box, by: number): Box {
  return { column: box.column - by, row: box.row - by, columns: box.columns + 2 * by, rows: box.rows + 2 * by };
}

function areaOf({ columns, rows }: Box): number {
  return columns * rows;
}

/** Parts that are not larger, after enlarging, than the detector takes. */
function cutUp(box: Box, scale: number, { longestPx, borderPx, overlapPx }: TileLimits): readonly Box[] {
  const side = Math.floor((longestPx - 2 * borderPx) / scale);
  const overlap = Math.floor(overlapPx / scale);
  return stretches(box.rows, side, overlap).flatMap((down) =>
    stretches(box.columns, side, overlap).map((across) => ({
      column: box.column + across.from,
      row: box.row + down.from,
      columns: across.length,
      rows: down.length,
    })),
  );
}
