import { type Box, cutOut, isHalfWithin, movedBy, type Picture, wholePixels } from '../picture.ts';
import { type FoundRow, findRows } from './find-rows.ts';

/** A row of one of many pictures, with what is around it. */
export type RowSample = {
  readonly picture: Picture;
  /** Where that part lies in the whole picture. */
  readonly place: Box;
  /** In pixels of the part. */
  readonly row: FoundRow;
};

/** Looking at eight rows takes about as long as half a look at a picture, however many pictures there are. */
const mostSamples = 8;
/** Names are longer than what bones have in a row most of the time. */
const fewestLetters = 6;
/** In heights of its letters. */
const marginAround = 3;

/** Keeps the rows of most letters of all pictures, and of those that lie at one place only one. */
export function addRows(samples: RowSample[], picture: Picture): void {
  for (const row of findRows(picture).rows) {
    if (row.letters < fewestLetters) continue;
    const there = samples.findIndex((sample) => areAtOnePlace(movedBy(sample.row.box, sample.place), row.box));
    if (there >= 0 && samples[there]!.row.letters >= row.letters) continue;
    if (there >= 0) samples.splice(there, 1);
    if (samples.length === mostSamples && samples.at(-1)!.row.letters >= row.letters) continue;
    samples.push(sampleOf(picture, row));
    samples.sort((one, other) => other.row.letters - one.row.letters);
    samples.length = Math.min(samples.length, mostSamples);
  }
}

function areAtOnePlace(one: Box, other: Box): boolean {
  return isHalfWithin(one, other) && isHalfWithin(other, one);
}

function sampleOf(picture: Picture, row: FoundRow): RowSample {
  const by = marginAround * row.letterPx;
  const { column, row: top, columns, rows } = row.box;
  const around = { column: column - by, row: top - by, columns: columns + 2 * by, rows: rows + 2 * by };
  const place = wholePixels(around, picture);
  const box = movedBy(row.box, { column: -place.column, row: -place.row });
  return { picture: cutOut(picture, place), place, row: { ...row, box } };
}
