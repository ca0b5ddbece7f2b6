import type { Picture } from './picture.ts';

/** The brightest and the darkest value that each pixel has in any of some pictures of one size. */
export type Projection = { readonly brightest: Picture; readonly darkest: Picture };

/** Projections of more sizes are not held: each takes eight bytes for a pixel, and all are looked at in one call. */
export const mostSizes = 4;

/**
 * Adds a picture to the projection of its size, or begins one.
 * @returns false where nothing was added, since as many other sizes are held as may be
 */
export function addPicture(projections: Projection[], picture: Picture): boolean {
  const { columns, rows } = picture;
  const same = projections.find(({ brightest }) => brightest.columns === columns && brightest.rows === rows);
  if (same !== undefined) {
    widen(same, picture);
    return true;
  }
  if (projections.length >= mostSizes) return false;
  projections.push({ brightest: copyOf(picture), darkest: copyOf(picture) });
  return true;
}

function widen({ brightest, darkest }: Projection, { rgba }: Picture): void {
  for (let at = 0; at < rgba.length; at++) {
    const value = rgba[at]!;
    if (value > brightest.rgba[at]!) brightest.rgba[at] = value;
    if (value < darkest.rgba[at]!) darkest.rgba[at] = value;
  }
}

function copyOf(picture: Picture): Picture {
  return { ...picture, rgba: picture.rgba.slice() };
}
