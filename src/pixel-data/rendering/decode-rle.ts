const headerBytes = 64;
const mostSegments = 15;

/**
 * Decodes a frame of RLE Lossless into little-endian samples, pixel by pixel (PS3.5 G). A segment holds one byte of one
 * sample of all pixels, the most significant byte first.
 * @returns null when the header, or the length of a segment, does not fit the image
 */
export function decodeRle(
  encoded: Uint8Array,
  pixels: number,
  samplesPerPixel: number,
  sampleBytes: number,
): Uint8Array | null {
  const segments = samplesPerPixel * sampleBytes;
  if (encoded.length < headerBytes) return null;
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  if (view.getUint32(0, true) !== segments || segments > mostSegments) return null;
  const decoded = new Uint8Array(pixels * segments);
  for (let segment = 0; segment < segments; segment++) {
    const start = view.getUint32(4 + segment * 4, true);
    const end = segment + 1 < segments ? view.getUint32(8 + segment * 4, true) : encoded.length;
    if (start < headerBytes || start > end || end > encoded.length) return null;
    const sample = Math.floor(segment / sampleBytes);
    const byte = sampleBytes - 1 - (segment % sampleBytes);
    const written = unpackBits(encoded.subarray(start, end), decoded, sample * sampleBytes + byte, segments, pixels);
    if (written < pixels) return null;
  }
  return decoded;
}

/** PackBits (PS3.5 G.3.2). @returns number of bytes written, at most `count`. */
function unpackBits(packed: Uint8Array, target: Uint8Array, first: number, step: number, count: number): number {
  let written = 0;
  for (let at = 0; at < packed.length && written < count; ) {
    const control = packed[at++]!;
    if (control === 128) continue;
    const isLiteral = control < 128;
    const run = Math.min(isLiteral ? control + 1 : 257 - control, count - written);
    if (isLiteral && at + run > packed.length) return written;
    for (let n = 0; n < run; n++) target[first + (written + n) * step] = packed[isLiteral ? at + n : at] ?? 0;
    at += isLiteral ? control + 1 : 1;
    written += run;
  }
  return written;
}
