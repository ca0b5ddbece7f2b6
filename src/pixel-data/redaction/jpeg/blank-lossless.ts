import { compareSamples, type RedactionFault } from '../compare-samples.ts';
import { type BitWriter, createBitWriter, flushBits, writeBits, writeMarker } from './bit-writer.ts';
import { encoderOf, type HuffmanEncoder, type HuffmanSpec } from './huffman-code.ts';
import { joinJpeg } from './join-jpeg.ts';
import { decodeLossless, type LosslessImage, parseLossless, predict, startsAnew } from './lossless-image.ts';

type Size = { readonly rows: number; readonly columns: number; readonly samplesPerPixel: number };

/** All categories, the small ones shortest: noise of a few bits is what most images differ by. */
const fullTable: HuffmanSpec = {
  counts: Uint8Array.of(0, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0),
  values: Uint8Array.of(3, 4, 2, 5, 1, 6, 0, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
};

/**
 * Blanks pixels of a lossless JPEG and codes it again with its own predictor and, where they have all that is needed, its own
 * tables. @param mask one byte a pixel, 1 where it goes @param cells what goes there, one value for each sample of a pixel
 * @returns null for a codestream that is no such image, or not the one of the header
 */
export function blankLossless(
  bytes: Uint8Array,
  size: Size,
  mask: Uint8Array,
  cells: readonly number[],
): Uint8Array | null {
  const image = parseLossless(bytes);
  if (image === null || !isOfSize(image, size)) return null;
  const samples = decodeLossless(image);
  if (samples === null) return null;
  const values = storedCells(image, cells);
  const step = values.length;
  for (let pixel = 0; pixel < mask.length; pixel++) if (mask[pixel] === 1) samples.set(values, pixel * step);
  const own = encode(
    image,
    samples,
    image.components.map(({ table }) => encoderOf(table)),
  );
  if (own !== null) return joinJpeg(image, [], own);
  const full = encode(
    image,
    samples,
    image.components.map(() => encoderOf(fullTable)),
  );
  const numbers = new Set(image.components.map(({ tableNumber }) => tableNumber));
  return (
    full &&
    joinJpeg(
      image,
      [...numbers].map((number) => [number, fullTable] as const),
      full,
    )
  );
}

/** Compares all samples of a blanked image with what they were. */
export function compareLossless(
  before: Uint8Array,
  after: Uint8Array,
  size: Size,
  mask: Uint8Array,
  cells: readonly number[],
): RedactionFault | null {
  const [was, is] = [parseLossless(before), parseLossless(after)];
  if (was === null || is === null || !isOfSize(was, size) || !isOfSize(is, size)) return 'unreadable';
  if (was.precision !== is.precision) return 'unreadable';
  const [old, samples] = [decodeLossless(was), decodeLossless(is)];
  if (old === null || samples === null) return 'unreadable';
  return compareSamples(old, samples, mask, storedCells(was, cells), 'by-pixel');
}

function isOfSize({ rows, columns, components }: LosslessImage, size: Size): boolean {
  return rows === size.rows && columns === size.columns && components.length === size.samplesPerPixel;
}

/** The bits of a cell that the codestream has. */
function storedCells({ precision }: LosslessImage, cells: readonly number[]): readonly number[] {
  return cells.map((cell) => cell % 2 ** precision);
}

/** @returns null when a table lacks a category */
function encode(
  image: LosslessImage,
  samples: Uint16Array,
  encoders: readonly (HuffmanEncoder | null)[],
): Uint8Array | null {
  const { bytes, rows, columns, restartInterval } = image;
  const writer = createBitWriter(bytes.length - image.dataStart + 1024);
  const step = encoders.length;
  for (let row = 0, at = 0; row < rows; row++) {
    const isAnew = startsAnew(image, row);
    if (isAnew && row > 0) {
      flushBits(writer);
      writeMarker(writer, 0xd0 + (((row * columns) / restartInterval - 1) & 7));
    }
    for (let column = 0; column < columns; column++) {
      for (let component = 0; component < step; component++, at++) {
        const encoder = encoders[component];
        const difference = samples[at]! - predict(image, samples, at, step, column, isAnew);
        if (!encoder || !writeDifference(writer, encoder, difference)) return null;
      }
    }
  }
  flushBits(writer);
  return writer.bytes.subarray(0, writer.length);
}

/** Modulo 65,536, from -32,767 to 32,768 (H.1.2.1, H.1.2.2). */
function writeDifference(writer: BitWriter, { codes, sizes }: HuffmanEncoder, difference: number): boolean {
  const word = difference & 0xffff;
  const value = word > 32768 ? word - 65536 : word;
  const category = 32 - Math.clz32(Math.abs(value));
  const size = sizes[category]!;
  if (size === 0) return false;
  writeBits(writer, codes[category]!, size);
  if (category > 0 && category < 16) writeBits(writer, value < 0 ? value + (1 << category) - 1 : value, category);
  return true;
}
