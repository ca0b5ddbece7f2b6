import { type Box, cutOut, type Picture } from './picture.ts';
import { resized } from './resize.ts';

/** Three planes of numbers, as the models take them. */
export type Planes = { readonly values: Float32Array; readonly columns: number; readonly rows: number };

/** The detector halves its input five times. */
const multiple = 32;

/** How the colours of its training pictures were spread, blue first. */
const mean = [0.485, 0.456, 0.406] as const;
const deviation = [0.229, 0.224, 0.225] as const;

/**
 * A tile as the detector takes it, enlarged and with a border of one constant colour. A border that repeats the edge would
 * lengthen the strokes that touch it, and most text there would be lost.
 */
export function detectorInput(picture: Picture, tile: Box, scale: number, borderPx: number): Planes {
  const whole = tile.columns === picture.columns && tile.rows === picture.rows;
  const part = whole ? picture : cutOut(picture, tile);
  const shown = resized(part, Math.round(tile.columns * scale), Math.round(tile.rows * scale));
  const columns = roundUp(shown.columns + 2 * borderPx);
  const rows = roundUp(shown.rows + 2 * borderPx);
  const plane = columns * rows;
  const values = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const shade = (byte: number) => (byte / 255 - mean[channel]!) / deviation[channel]!;
    const shades = Float32Array.from({ length: 256 }, (_, byte) => shade(byte));
    const into = values.subarray(channel * plane, (channel + 1) * plane).fill(shades[0]!);
    for (let row = 0; row < shown.rows; row++) {
      let to = (row + borderPx) * columns + borderPx;
      let from = row * shown.columns * 4 + (2 - channel);
      for (let column = 0; column < shown.columns; column++, to++, from += 4) into[to] = shades[shown.rgba[from]!]!;
    }
  }
  return { values, columns, rows };
}

function roundUp(length: number): number {
  return Math.ceil(length / multiple) * multiple;
}
