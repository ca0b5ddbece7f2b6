import { addPicture, type Projection } from '../../text-search/projection.ts';
import type { TileLook } from '../contracts/image.protocol.ts';

/** Opaque RGBA pixels, row by row. */
type Picture = { readonly rows: number; readonly columns: number; readonly rgba: Uint8ClampedArray<ArrayBuffer> };

type TilePictures = {
  readonly pictures: readonly { readonly look: TileLook; readonly picture: Picture }[];
  /** Text of a single image could have vanished in a picture of all of them. */
  readonly isDrowned: boolean;
};

/** What a tile shows: an image by itself, or the brightest and darkest value that each pixel has in several images of one size. */
export type TileMaker = {
  /** @returns false for an image of another size, which was not added */
  readonly add: (picture: Picture) => boolean;
  readonly finish: () => TilePictures;
};

/** Shades, of 256, below which a pixel is dark and above which it is light. Text is told from its ground across this gap. */
const DARK = 85;
const LIGHT = 170;
/** An image has a dark ground while no more of it than this is light, and a light one while no more is dark. */
const OTHER_SHARE = 0.1;
/** The side of the squares in which a picture is compared, in pixels: about the height of two lines of small text. */
const SQUARE_PX = 16;
/** More squares than this share in which text could vanish make a tile drowned. */
const DROWNED_SHARE = 0.1;

export function createTileMaker(): TileMaker {
  const projections: Projection[] = [];
  let count = 0;
  let isDark = true;
  let isLight = true;
  let lowest: Float64Array | null = null;
  let highest: Float64Array | null = null;
  return {
    add: (picture) => {
      const first = projections[0]?.brightest;
      if (first !== undefined && (first.rows !== picture.rows || first.columns !== picture.columns)) return false;
      addPicture(projections, picture);
      count += 1;
      const shares = sharesOf(picture);
      isDark &&= shares.light <= OTHER_SHARE;
      isLight &&= shares.dark <= OTHER_SHARE;
      const means = squareMeans(picture);
      lowest = lowest === null ? means : lowest.map((value, n) => Math.min(value, means[n]!));
      highest = highest === null ? means : highest.map((value, n) => Math.max(value, means[n]!));
      return true;
    },
    finish: () => {
      const held = projections[0];
      if (held === undefined || lowest === null || highest === null) return { pictures: [], isDrowned: false };
      const brightest = held.brightest as Picture;
      const darkest = held.darkest as Picture;
      if (count === 1) return { pictures: [{ look: 'as-is', picture: brightest }], isDrowned: false };
      // An image that is neither dark nor light has room for text of both kinds.
      const shows = { brightest: isDark || !isLight, darkest: isLight || !isDark };
      const drowned = [
        shows.brightest && isOver(squareMeans(brightest), lowest, (all, one) => all > LIGHT && one < DARK),
        shows.darkest && isOver(squareMeans(darkest), highest, (all, one) => all < DARK && one > LIGHT),
      ];
      const pictures = [
        ...(shows.brightest ? [{ look: 'brightest', picture: brightest } as const] : []),
        ...(shows.darkest ? [{ look: 'darkest', picture: darkest } as const] : []),
      ];
      return { pictures, isDrowned: drowned.includes(true) };
    },
  };
}

function isOver(all: Float64Array, extremes: Float64Array, hides: (all: number, one: number) => boolean): boolean {
  let hidden = 0;
  for (const [n, value] of all.entries()) if (hides(value, extremes[n]!)) hidden += 1;
  return hidden > all.length * DROWNED_SHARE;
}

function sharesOf({ rgba }: Picture): { readonly dark: number; readonly light: number } {
  let dark = 0;
  let light = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const grey = greyAt(rgba, at);
    if (grey < DARK) dark += 1;
    else if (grey > LIGHT) light += 1;
  }
  const pixels = rgba.length / 4;
  return { dark: dark / pixels, light: light / pixels };
}

function squareMeans({ rows, columns, rgba }: Picture): Float64Array {
  const across = Math.ceil(columns / SQUARE_PX);
  const sums = new Float64Array(across * Math.ceil(rows / SQUARE_PX));
  const counts = new Uint32Array(sums.length);
  for (let row = 0, at = 0; row < rows; row++) {
    const line = Math.floor(row / SQUARE_PX) * across;
    for (let column = 0; column < columns; column++, at += 4) {
      const square = line + Math.floor(column / SQUARE_PX);
      sums[square]! += greyAt(rgba, at);
      counts[square]! += 1;
    }
  }
  return sums.map((sum, n) => sum / counts[n]!);
}

function greyAt(rgba: Uint8ClampedArray, at: number): number {
  return (rgba[at]! + rgba[at + 1]! + rgba[at + 2]!) / 3;
}
