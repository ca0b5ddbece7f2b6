import type { Samples } from './unpack-samples.ts';

/** Red, green and blue of each pixel in turn. */
export function interleave(planes: Samples, pixels: number, samplesPerPixel: number): Samples {
  const mixed = planes.slice();
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    for (let at = 0; at < pixels; at++) mixed[at * samplesPerPixel + sample] = planes[sample * pixels + at]!;
  }
  return mixed;
}

/** Two pixels a group: Y1 Y2 Cb Cr (PS3.3 C.7.6.3.1.2). @returns null when columns are odd, which the standard forbids */
export function expand422(packed: Samples, rows: number, columns: number): Uint8Array | null {
  if (columns % 2 !== 0) return null;
  const full = new Uint8Array(rows * columns * 3);
  for (let pair = 0; pair < (rows * columns) / 2; pair++) {
    for (const n of [0, 1]) {
      const at = (pair * 2 + n) * 3;
      full[at] = packed[pair * 4 + n]!;
      full[at + 1] = packed[pair * 4 + 2]!;
      full[at + 2] = packed[pair * 4 + 3]!;
    }
  }
  return full;
}

/** YBR_FULL to RGB, eight bits (PS3.3 C.7.6.3.1.2, the inverse of its equations). */
export function ybrToRgb(samples: Samples): Uint8ClampedArray {
  const rgb = new Uint8ClampedArray(samples.length);
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const y = samples[at]!;
    const blue = samples[at + 1]! - 128;
    const red = samples[at + 2]! - 128;
    rgb[at] = y + 1.402 * red;
    rgb[at + 1] = y - 0.344136 * blue - 0.714136 * red;
    rgb[at + 2] = y + 1.772 * blue;
  }
  return rgb;
}
