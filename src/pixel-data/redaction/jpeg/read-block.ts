import { type BitReader, peek16, skipBits } from './bit-reader.ts';
import type { HuffmanDecoder } from './huffman-code.ts';

/** The coefficients of a sequential block, the first one as a difference. @returns false where the data cannot be followed */
export function readBlock(
  reader: BitReader,
  dc: HuffmanDecoder,
  ac: HuffmanDecoder,
  coefficients: Int32Array,
): boolean {
  coefficients.fill(0);
  const category = readSymbol(reader, dc);
  if (category < 0 || category > 15) return false;
  if (category > 0) coefficients[0] = readNumber(reader, category);
  for (let at = 1; at < 64; at++) {
    const symbol = readSymbol(reader, ac);
    if (symbol < 0) return false;
    const size = symbol & 15;
    if (size === 0) {
      if (symbol === 0) break;
      if (symbol !== 0xf0) return false;
      at += 15;
      continue;
    }
    at += symbol >> 4;
    if (at > 63) return false;
    coefficients[at] = readNumber(reader, size);
  }
  return isInData(reader);
}

/** @returns -1 for bits that are no code */
export function readSymbol(reader: BitReader, decoder: HuffmanDecoder): number {
  const entry = decoder[peek16(reader)]!;
  return entry !== 0 && skipBits(reader, entry >> 8) ? entry & 0xff : -1;
}

/** A number of a category: its low half stands for the negative ones (F.2.2.1). What is behind the end is found later. */
export function readNumber(reader: BitReader, size: number): number {
  const bits = peek16(reader) >>> (16 - size);
  skipBits(reader, size);
  return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
}

/** False once bits were read that are behind the end. */
export function isInData(reader: BitReader): boolean {
  return reader.count >= reader.madeUp;
}
