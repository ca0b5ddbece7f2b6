import type { Picture } from '../picture.ts';

/** Pixels of thin strokes are 1, all others 0. */
export type Strokes = { readonly values: Uint8Array; readonly columns: number; readonly rows: number };

/** What is as wide as this in both directions is no stroke of a small letter. */
const widestPx = 7;
/** Pixels beyond the right and the lower edge: what lies outside of the picture has the shade of the ground. */
const beyondPx = 8;
/** A stroke rises so many of 255 shades above its ground, at least. */
const leastStep = 14;
/** And so many times above what three of five pixels around it rise: noise rises everywhere. */
const aboveOthers = 3;
const blockPx = 32;

/**
 * Strokes that are brighter than their ground, and strokes that are darker: what an opening with a square takes away (a
 * top-hat), where it stands out from its surroundings. Whole numbers alone, so that every machine finds the same.
 */
export function strokesOf(picture: Picture): readonly [bright: Strokes, dark: Strokes] {
  return [strokesIn(picture, 0), strokesIn(picture, 255)];
}

function strokesIn(picture: Picture, flip: 0 | 255): Strokes {
  const { columns, rows } = picture;
  const shades = shadesOf(picture, flip);
  const hat = opened(shades, columns + beyondPx);
  for (let at = 0; at < hat.length; at++) hat[at] = shades[at]! - hat[at]!;
  const values = new Uint8Array(columns * rows);
  for (let top = 0; top < rows; top += blockPx) {
    for (let left = 0; left < columns; left += blockPx) {
      const block = { left, top, right: Math.min(columns, left + blockPx), bottom: Math.min(rows, top + blockPx) };
      const least = leastOf(hat, columns + beyondPx, block);
      for (let row = top; row < block.bottom; row++) {
        let from = row * (columns + beyondPx) + left;
        for (let at = row * columns + left; at < row * columns + block.right; at++, from++) {
          if (hat[from]! >= least) values[at] = 1;
        }
      }
    }
  }
  return { values, columns, rows };
}

/** Shades of grey, with a border of 0 on two sides. @param flip 255 makes dark strokes bright ones */
function shadesOf({ columns, rows, rgba }: Picture, flip: 0 | 255): Uint8Array {
  const shades = new Uint8Array((columns + beyondPx) * (rows + beyondPx));
  for (let row = 0, from = 0; row < rows; row++) {
    let to = row * (columns + beyondPx);
    for (let column = 0; column < columns; column++, to++, from += 4) {
      shades[to] = ((77 * rgba[from]! + 150 * rgba[from + 1]! + 29 * rgba[from + 2]!) >> 8) ^ flip;
    }
  }
  return shades;
}

/** The brightest shade that a whole square around each pixel has at least: strokes are gone. */
function opened(shades: Uint8Array, width: number): Uint8Array {
  const made = shades.slice();
  // Windows of 2, 4 and 7 pixels, each made of the one before.
  const steps = [1, 2, widestPx - 4].flatMap((step) => [step, step * width]);
  const { length } = made;
  for (const step of steps) {
    for (let at = 0; at < length - step; at++) if (made[at + step]! < made[at]!) made[at] = made[at + step]!;
  }
  for (const step of steps) {
    for (let at = length - 1; at >= step; at--) if (made[at - step]! > made[at]!) made[at] = made[at - step]!;
  }
  return made;
}

type Block = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** How much a pixel of a block has to rise to be part of a stroke. */
function leastOf(hat: Uint8Array, width: number, { left, top, right, bottom }: Block): number {
  const counts = new Uint32Array(256);
  for (let row = top; row < bottom; row++) {
    for (let at = row * width + left; at < row * width + right; at++) counts[hat[at]!]!++;
  }
  const most = (right - left) * (bottom - top) * 3;
  let usual = 0;
  for (let sum = counts[0]!; sum * 5 < most; sum += counts[usual]!) usual++;
  return Math.max(leastStep, usual * aboveOthers);
}
