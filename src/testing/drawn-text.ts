/** Letters of 5 by 7 points, a line each, its points as the lowest five bits. */
const letters: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  P: [30, 17, 17, 30, 16, 16, 16],
  T: [31, 4, 4, 4, 4, 4, 4],
};
const [across, down, gap] = [5, 7, 1];

/**
 * Draws capitals into an image of bytes, as a machine burns them in.
 * @param scale pixels a point
 */
export function drawText(
  pixels: Uint8Array,
  columns: number,
  text: string,
  { column, row, scale, value }: Readonly<Record<'column' | 'row' | 'scale' | 'value', number>>,
): void {
  for (const [place, letter] of [...text].entries()) {
    for (let y = 0; y < down * scale; y++) {
      const line = letters[letter]![Math.floor(y / scale)]!;
      for (let x = 0; x < across * scale; x++) {
        const isInk = ((line >> (across - 1 - Math.floor(x / scale))) & 1) === 1;
        if (isInk) pixels[(row + y) * columns + column + place * (across + gap) * scale + x] = value;
      }
    }
  }
}
