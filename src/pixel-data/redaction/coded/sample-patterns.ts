import type { DecodedSamples } from '../../rendering/compose-frame.ts';
import type { ImagePixel } from '../../rendering/image-pixel.ts';
import type { CodedDepth } from './coded-depth.ts';

/** Samples of one frame, pixel by pixel, each as the bits that its codestream has: signs are not extended. */
export type Patterns = Uint16Array;

/** @returns null for an image that is not the one of the header */
export function patternsOf(
  decoded: DecodedSamples,
  { precision }: CodedDepth,
  { rows, columns, samplesPerPixel }: ImagePixel,
  isPlanar: boolean,
): Patterns | null {
  const { bytes, bitsAllocated } = decoded;
  const isSame = decoded.rows === rows && decoded.columns === columns && decoded.samplesPerPixel === samplesPerPixel;
  const pixels = rows * columns;
  const count = pixels * samplesPerPixel;
  const width = bitsAllocated / 8;
  if (!isSame || (width !== 1 && width !== 2) || bytes.length < count * width) return null;
  const mask = 2 ** precision - 1;
  const patterns = new Uint16Array(count);
  for (let at = 0; at < count; at++) {
    const from = isPlanar ? (at % samplesPerPixel) * pixels + Math.floor(at / samplesPerPixel) : at;
    const cell = width === 1 ? bytes[from]! : bytes[2 * from]! | (bytes[2 * from + 1]! << 8);
    patterns[at] = cell & mask;
  }
  return patterns;
}

/** Samples as they stand in bytes of a decoder: little endian, in one or two bytes. */
export function bytesOfPatterns(patterns: Patterns, depth: CodedDepth, bitsAllocated: 8 | 16): Uint8Array {
  const bytes = new Uint8Array((patterns.length * bitsAllocated) / 8);
  writeCells(bytes, 0, patterns, depth, bitsAllocated);
  return bytes;
}

/**
 * Writes samples as native cells, little endian; signs fill the cell (PS3.5 8.1.1). @param firstSample where they begin,
 * counted in cells: those of one bit follow each other within bytes
 */
export function writeCells(
  value: Uint8Array,
  firstSample: number,
  patterns: Patterns,
  depth: CodedDepth,
  bitsAllocated: number,
): void {
  if (bitsAllocated === 1) {
    for (const [n, pattern] of patterns.entries()) {
      const at = firstSample + n;
      if ((pattern & 1) === 1) value[at >>> 3] = value[at >>> 3]! | (1 << (at & 7));
    }
    return;
  }
  const width = bitsAllocated / 8;
  for (let n = 0, at = firstSample * width; n < patterns.length; n++, at += width) {
    const cell = extended(patterns[n]!, depth);
    value[at] = cell;
    if (width > 1) value[at + 1] = cell >> 8;
    if (width > 2) value.fill(cell < 0 ? 0xff : 0, at + 2, at + width);
  }
}

function extended(pattern: number, { precision, isSigned }: CodedDepth): number {
  const left = 32 - precision;
  return isSigned ? (pattern << left) >> left : pattern;
}
