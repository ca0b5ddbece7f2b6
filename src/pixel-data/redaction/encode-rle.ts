const headerBytes = 64;
const longestRun = 128;

/**
 * Encodes a frame as RLE Lossless: one segment for each byte of each sample, the most significant first, each row by itself
 * (PS3.5 G.3 to G.5). @param samples little endian, pixel by pixel
 * @returns null when there would be more segments than the header has room for
 */
export function encodeRle(
  samples: Uint8Array,
  rows: number,
  columns: number,
  samplesPerPixel: number,
  sampleBytes: number,
): Uint8Array | null {
  const segments = samplesPerPixel * sampleBytes;
  if (segments > 15) return null;
  // A literal of 128 bytes takes one more, and every segment may need a byte to be even.
  const longestRow = columns + Math.ceil(columns / longestRun);
  const encoded = new Uint8Array(headerBytes + segments * (rows * longestRow + 1));
  const header = new DataView(encoded.buffer);
  header.setUint32(0, segments, true);
  const row = new Uint8Array(columns);
  let at = headerBytes;
  for (let segment = 0; segment < segments; segment++) {
    header.setUint32(4 + 4 * segment, at, true);
    const sample = Math.floor(segment / sampleBytes);
    const first = sample * sampleBytes + sampleBytes - 1 - (segment % sampleBytes);
    for (let from = first; from < samples.length; from += columns * segments) {
      for (let column = 0; column < columns; column++) row[column] = samples[from + column * segments]!;
      at = packRow(row, encoded, at);
    }
    if (at % 2 !== 0) at++;
  }
  return encoded.slice(0, at);
}

/** PackBits: what repeats three times or more is a run, everything else literal. @returns where the next byte goes */
function packRow(row: Uint8Array, encoded: Uint8Array, start: number): number {
  let at = start;
  let literal = 0;
  for (let column = 0; column < row.length; ) {
    let run = 1;
    while (run < longestRun && column + run < row.length && row[column + run] === row[column]) run++;
    if (run < 3) {
      column += run;
      continue;
    }
    at = packLiterals(row, literal, column, encoded, at);
    encoded[at++] = 257 - run;
    encoded[at++] = row[column]!;
    column += run;
    literal = column;
  }
  return packLiterals(row, literal, row.length, encoded, at);
}

function packLiterals(row: Uint8Array, from: number, to: number, encoded: Uint8Array, start: number): number {
  let at = start;
  for (let next = from; next < to; next += longestRun) {
    const length = Math.min(longestRun, to - next);
    encoded[at++] = length - 1;
    encoded.set(row.subarray(next, next + length), at);
    at += length;
  }
  return at;
}
