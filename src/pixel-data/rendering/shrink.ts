/** Opaque RGBA pixels, row by row. */
export type Picture = {
  readonly rows: number;
  readonly columns: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

/**
 * A picture no larger than `sidePx` in either direction. Each pixel is the mean of those it stands for, so that thin
 * bright text does not vanish between sampled lines.
 */
export function shrinkPicture(picture: Picture, sidePx: number): Picture {
  const scale = Math.min(1, sidePx / Math.max(picture.rows, picture.columns));
  if (scale === 1) return picture;
  const rows = Math.max(1, Math.round(picture.rows * scale));
  const columns = Math.max(1, Math.round(picture.columns * scale));
  const rgba = new Uint8ClampedArray(rows * columns * 4);
  for (let row = 0; row < rows; row++) {
    const top = Math.floor((row * picture.rows) / rows);
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * picture.rows) / rows));
    for (let column = 0; column < columns; column++) {
      const left = Math.floor((column * picture.columns) / columns);
      const right = Math.max(left + 1, Math.floor(((column + 1) * picture.columns) / columns));
      meanOf(picture, top, bottom, left, right, rgba, (row * columns + column) * 4);
    }
  }
  return { rows, columns, rgba };
}

function meanOf(
  { rgba, columns }: Picture,
  top: number,
  bottom: number,
  left: number,
  right: number,
  target: Uint8ClampedArray,
  to: number,
): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let row = top; row < bottom; row++) {
    for (let at = (row * columns + left) * 4; at < (row * columns + right) * 4; at += 4) {
      red += rgba[at]!;
      green += rgba[at + 1]!;
      blue += rgba[at + 2]!;
    }
  }
  const count = (bottom - top) * (right - left);
  target[to] = red / count;
  target[to + 1] = green / count;
  target[to + 2] = blue / count;
  target[to + 3] = 255;
}
