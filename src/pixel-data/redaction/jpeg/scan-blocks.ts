import { type BitReader, createBitReader, peek16, skipBits, takeMarker } from './bit-reader.ts';
import type { HuffmanDecoder } from './huffman-code.ts';
import { decodersOf, type JpegImage } from './parse-jpeg.ts';

/** Pixels that one MCU covers, and how many there are. A scan of one component has blocks for MCUs (A.2.2). */
export type McuGrid = {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
  /** The component of each block of an MCU. */
  readonly blocks: readonly number[];
};

export function mcuGridOf({ rows, columns, components }: JpegImage): McuGrid {
  const isSingle = components.length === 1;
  const width = isSingle ? 8 : 8 * Math.max(...components.map(({ horizontal }) => horizontal));
  const height = isSingle ? 8 : 8 * Math.max(...components.map(({ vertical }) => vertical));
  const blocks = components.flatMap(({ horizontal, vertical }, n) =>
    Array.from({ length: isSingle ? 1 : horizontal * vertical }, () => n),
  );
  return { width, height, across: Math.ceil(columns / width), down: Math.ceil(rows / height), blocks };
}

/**
 * Hands over the coefficients of each block, in the order of the scan: 64 in zigzag order, the first one whole and not as a
 * difference. The array is the same each time.
 * @param visit `starts` is true for the first block after the beginning or a restart marker
 * @returns false when the data cannot be followed to its end, or more than the end of the image comes behind it
 */
export function eachBlock(
  image: JpegImage,
  visit: (mcu: number, component: number, coefficients: Int32Array, starts: boolean) => void,
): boolean {
  const decoders = decodersOf(image);
  if (decoders === null) return false;
  const { across, down, blocks } = mcuGridOf(image);
  const { restartInterval } = image;
  const reader = createBitReader(image.bytes, image.dataStart);
  const coefficients = new Int32Array(64);
  const last = new Int32Array(image.components.length);
  for (let mcu = 0; mcu < across * down; mcu++) {
    const restarts = restartInterval > 0 && mcu > 0 && mcu % restartInterval === 0;
    if (restarts) {
      if (takeMarker(reader) !== 0xd0 + ((mcu / restartInterval - 1) & 7)) return false;
      last.fill(0);
    }
    let starts = restarts || mcu === 0;
    for (const component of blocks) {
      const [dc, ac] = decoders[component]!;
      if (!readBlock(reader, dc, ac, coefficients)) return false;
      coefficients[0]! += last[component]!;
      last[component] = coefficients[0]!;
      visit(mcu, component, coefficients, starts);
      starts = false;
    }
  }
  const marker = takeMarker(reader);
  return marker === 0xd9 || marker === 0;
}

function readBlock(reader: BitReader, dc: HuffmanDecoder, ac: HuffmanDecoder, coefficients: Int32Array): boolean {
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
  return reader.count >= reader.madeUp;
}

/** @returns -1 for bits that are no code */
function readSymbol(reader: BitReader, decoder: HuffmanDecoder): number {
  const entry = decoder[peek16(reader)]!;
  return entry !== 0 && skipBits(reader, entry >> 8) ? entry & 0xff : -1;
}

/** A number of a category: its low half stands for the negative ones (F.2.2.1). What is behind the end is found later. */
function readNumber(reader: BitReader, size: number): number {
  const bits = peek16(reader) >>> (16 - size);
  skipBits(reader, size);
  return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
}
