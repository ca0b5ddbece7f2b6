import type { Picture } from './picture.ts';

/** The picture in another size, each pixel mixed of the four nearest ones. */
export function resized(picture: Picture, columns: number, rows: number): Picture {
  if (columns === picture.columns && rows === picture.rows) return picture;
  const { rgba } = picture;
  const made = new Uint8ClampedArray(columns * rows * 4).fill(255);
  const across = weights(picture.columns, columns);
  const down = weights(picture.rows, rows);
  for (let row = 0; row < rows; row++) {
    const upper = down.first[row]! * picture.columns;
    const lower = down.second[row]! * picture.columns;
    const share = down.share[row]!;
    for (let column = 0; column < columns; column++) {
      const left = across.first[column]!;
      const right = across.second[column]!;
      const part = across.share[column]!;
      const to = (row * columns + column) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const top = rgba[(upper + left) * 4 + channel]! * (1 - part) + rgba[(upper + right) * 4 + channel]! * part;
        const bottom = rgba[(lower + left) * 4 + channel]! * (1 - part) + rgba[(lower + right) * 4 + channel]! * part;
        made[to + channel] = top * (1 - share) + bottom * share;
      }
    }
  }
  return { columns, rows, rgba: made };
}

/** For each place of the new length: its two neighbours of the old one, and the share of the second. */
function weights(from: number, to: number) {
  const first = new Int32Array(to);
  const second = new Int32Array(to);
  const share = new Float32Array(to);
  for (let at = 0; at < to; at++) {
    const place = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5));
    first[at] = Math.floor(place);
    second[at] = Math.min(from - 1, first[at]! + 1);
    share[at] = place - first[at]!;
  }
  return { first, second, share };
}
