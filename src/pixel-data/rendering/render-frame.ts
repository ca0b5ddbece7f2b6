import type { Frame } from './frame.ts';
import { modalityValue } from './modality.ts';
import type { Overlay } from './overlays.ts';
import { greyByVoi, greyOf, type Voi, type Window, wholeWindow } from './window.ts';

/** Lowest and highest value, in units of the modality, padding not counted; what a window can be moved over. */
export type ValueRange = { readonly min: number; readonly max: number };

/** More values than this are not put into a table. */
const largestTable = 1 << 16;

export function valueRangeOf(frame: Frame): ValueRange {
  return frame.kind === 'colour' ? { min: 0, max: frame.maximum } : inUnits(frame, storedRange(frame));
}

function inUnits({ modality }: GreyFrame, { min, max }: ValueRange): ValueRange {
  const one = modalityValue(min, modality);
  const other = modalityValue(max, modality);
  return { min: Math.min(one, other), max: Math.max(one, other) };
}

/**
 * How the frame is shown before anybody changes it: as its header says, else all values from black to white. A header that asks
 * for a picture which is nearly black, white or grey as a whole is not followed: nobody could say what such an image shows.
 */
export function defaultVoiOf(frame: Frame): Voi {
  if (frame.kind === 'colour') return { kind: 'window', ...wholeWindow({ min: 0, max: frame.maximum }) };
  const range = valueRangeOf(frame);
  if (range.min === range.max) return ofOneValue(frame, range.min);
  if (frame.voi !== null && tellsApart(frame.voi, range)) return frame.voi;
  return { kind: 'window', ...wholeWindow(range) };
}

/**
 * An image with one value, as one that is blanked as a whole, is black: there is nothing that a window could tell apart. Where others
 * are padding, something may be written in them, and the window reaches over all.
 */
function ofOneValue(frame: GreyFrame, value: number): Voi {
  const isOne = frame.values.every((stored: number) => stored === frame.values[0]);
  const black = frame.isInverted ? { min: value - 1, max: value } : { min: value, max: value + 1 };
  return { kind: 'window', ...wholeWindow(isOne ? black : inUnits(frame, wholeRange(frame.values))) };
}

/** Shades, of 256, that lie between the lowest and the highest value at least. */
const leastShades = 16;

function tellsApart(voi: Voi, { min, max }: ValueRange): boolean {
  return Math.abs(greyByVoi(max, voi) - greyByVoi(min, voi)) * 255 >= leastShades;
}

/** Draws a frame as opaque RGBA, row by row. Overlays are drawn in white over their shadow, so that they show on both. */
export function renderFrame(frame: Frame, voi: Voi, showsOverlays: boolean): Uint8ClampedArray<ArrayBuffer> {
  const pixels = frame.rows * frame.columns;
  const rgba = new Uint8ClampedArray(pixels * 4);
  if (frame.kind === 'grey') drawGrey(frame, voi, rgba);
  else drawColour(frame, voi.kind === 'window' ? voi : wholeWindow({ min: 0, max: frame.maximum }), rgba);
  if (showsOverlays) for (const overlay of frame.overlays) drawOverlay(overlay, frame.rows, frame.columns, rgba);
  return rgba;
}

type GreyFrame = Extract<Frame, { readonly kind: 'grey' }>;

function drawGrey(frame: GreyFrame, voi: Voi, rgba: Uint8ClampedArray): void {
  const { values, modality, isInverted } = frame;
  const shade = (stored: number) => {
    const grey = greyByVoi(modalityValue(stored, modality), voi);
    return Math.round((isInverted ? 1 - grey : grey) * 255);
  };
  const { min, max } = wholeRange(values);
  const isTabled = Number.isInteger(min) && max - min < largestTable && !(values instanceof Float32Array);
  const table = isTabled && !(values instanceof Float64Array) ? shades(min, max, shade) : null;
  for (let at = 0, to = 0; at < values.length; at++, to += 4) {
    const grey = table === null ? shade(values[at]!) : table[values[at]! - min]!;
    rgba[to] = grey;
    rgba[to + 1] = grey;
    rgba[to + 2] = grey;
    rgba[to + 3] = 255;
  }
}

function shades(min: number, max: number, shade: (stored: number) => number): Uint8Array {
  return Uint8Array.from({ length: max - min + 1 }, (_, n) => shade(min + n));
}

function drawColour(
  { values, maximum, rows, columns }: Extract<Frame, { readonly kind: 'colour' }>,
  window: Window,
  rgba: Uint8ClampedArray,
): void {
  const shade = (sample: number) => Math.round(greyOf(sample, window) * 255);
  const table = maximum < largestTable ? shades(0, maximum, shade) : null;
  for (let at = 0; at < rows * columns; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const sample = values[at * 3 + channel]!;
      rgba[at * 4 + channel] = table === null ? shade(sample) : table[sample]!;
    }
    rgba[at * 4 + 3] = 255;
  }
}

function drawOverlay(overlay: Overlay, rows: number, columns: number, rgba: Uint8ClampedArray): void {
  for (const [shift, shade] of [
    [1, 0],
    [0, 255],
  ] as const) {
    for (let at = 0; at < overlay.bits.length; at++) {
      if (overlay.bits[at] === 0) continue;
      const row = overlay.top + Math.floor(at / overlay.columns) + shift;
      const column = overlay.left + (at % overlay.columns) + shift;
      if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
      const to = (row * columns + column) * 4;
      rgba.fill(shade, to, to + 3);
    }
  }
}

/** Without padding, as far as other values are left. */
function storedRange({ values, padding }: GreyFrame): ValueRange {
  if (padding === null) return wholeRange(values);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value >= padding.low && value <= padding.high) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : wholeRange(values);
}

/** Of finite values; float images may hold others. */
function wholeRange(values: ArrayLike<number>): ValueRange {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value < min && value > Number.NEGATIVE_INFINITY) min = value;
    if (value > max && value < Number.POSITIVE_INFINITY) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}
