import { type BitReader, createBitReader, peek16, skipBits, takeMarker } from './bit-reader.ts';
import { decoderOf, type HuffmanDecoder, type HuffmanSpec } from './huffman-code.ts';
import { type JpegSegments, readSegments, uint16 } from './jpeg-segments.ts';

/** A JPEG of the lossless process with Huffman coding, in one scan (ISO/IEC 10918-1 H). */
export type LosslessImage = {
  readonly bytes: Uint8Array;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly { readonly table: HuffmanSpec; readonly tableNumber: number }[];
  /** Selection value 1 to 7 (table H.1). */
  readonly predictor: number;
  readonly restartInterval: number;
  readonly scanStart: number;
  readonly dataStart: number;
};

const lossless: ReadonlySet<number> = new Set([0xc3]);

/** @returns null for what is no such image, and for one whose lowest bits are left out or whose components differ in size */
export function parseLossless(bytes: Uint8Array): LosslessImage | null {
  const segments = readSegments(bytes, lossless);
  return segments && imageOf(bytes, segments);
}

function imageOf(bytes: Uint8Array, { frame, tables, ...segments }: JpegSegments): LosslessImage | null {
  const { restartInterval, scanStart, dataStart } = segments;
  const { at } = frame;
  const count = bytes[at + 5]!;
  const scan = scanStart + 4;
  if (frame.end - at !== 6 + 3 * count || bytes[scan] !== count || dataStart - scan !== 4 + 2 * count) return null;
  const ends = scan + 1 + 2 * count;
  const predictor = bytes[ends]!;
  if (predictor < 1 || predictor > 7 || bytes[ends + 1] !== 0 || bytes[ends + 2] !== 0) return null;
  const components: { table: HuffmanSpec; tableNumber: number }[] = [];
  for (let n = 0; n < count; n++) {
    const from = at + 6 + 3 * n;
    if (bytes[scan + 1 + 2 * n] !== bytes[from] || bytes[from + 1] !== 0x11) return null;
    const tableNumber = bytes[scan + 2 + 2 * n]! >> 4;
    const table = tables.get(tableNumber);
    if (table === undefined) return null;
    components.push({ table, tableNumber });
  }
  const [precision, rows, columns] = [bytes[at]!, uint16(bytes, at + 1), uint16(bytes, at + 3)];
  const isWhole = restartInterval % columns === 0;
  if (precision < 2 || precision > 16 || rows === 0 || columns === 0 || count < 1 || count > 3 || !isWhole) return null;
  return { bytes, precision, rows, columns, components, predictor, restartInterval, scanStart, dataStart };
}

/** Where rows begin anew: the first row, and the first one behind each restart marker. */
export function startsAnew({ columns, restartInterval }: LosslessImage, row: number): boolean {
  return row === 0 || (restartInterval > 0 && (row * columns) % restartInterval === 0);
}

/**
 * What a sample is predicted from, out of the ones in front of it (H.1.2.1). @param samples pixel by pixel
 * @param at the place of the sample @param step samples of a pixel
 */
export function predict(
  { columns, predictor, precision }: LosslessImage,
  samples: Uint16Array,
  at: number,
  step: number,
  column: number,
  isAnew: boolean,
): number {
  if (isAnew) return column === 0 ? 2 ** (precision - 1) : samples[at - step]!;
  const above = samples[at - columns * step]!;
  if (column === 0) return above;
  const left = samples[at - step]!;
  if (predictor === 1) return left;
  const corner = samples[at - (columns + 1) * step]!;
  switch (predictor) {
    case 2:
      return above;
    case 3:
      return corner;
    case 4:
      return left + above - corner;
    case 5:
      return left + ((above - corner) >> 1);
    case 6:
      return above + ((left - corner) >> 1);
    default:
      return (left + above) >> 1;
  }
}

/** All samples, pixel by pixel. @returns null when the data cannot be followed to its end */
export function decodeLossless(image: LosslessImage): Uint16Array | null {
  const { bytes, rows, columns, components, restartInterval } = image;
  const decoders: HuffmanDecoder[] = [];
  for (const { table } of components) {
    const decoder = decoderOf(table);
    if (decoder === null) return null;
    decoders.push(decoder);
  }
  const step = components.length;
  const samples = new Uint16Array(rows * columns * step);
  const reader = createBitReader(bytes, image.dataStart);
  for (let row = 0, at = 0; row < rows; row++) {
    const isAnew = startsAnew(image, row);
    if (isAnew && row > 0 && takeMarker(reader) !== 0xd0 + (((row * columns) / restartInterval - 1) & 7)) return null;
    for (let column = 0; column < columns; column++) {
      for (let component = 0; component < step; component++, at++) {
        const difference = readDifference(reader, decoders[component]!);
        if (Number.isNaN(difference)) return null;
        samples[at] = predict(image, samples, at, step, column, isAnew) + difference;
      }
    }
  }
  const marker = takeMarker(reader);
  return marker === 0xd9 || marker === 0 ? samples : null;
}

/** Of category 16 there is one number only, and no bits (H.1.2.2). */
function readDifference(reader: BitReader, decoder: HuffmanDecoder): number {
  const entry = decoder[peek16(reader)]!;
  if (entry === 0 || !skipBits(reader, entry >> 8)) return Number.NaN;
  const size = entry & 0xff;
  if (size === 0) return 0;
  if (size >= 16) return size === 16 ? 32768 : Number.NaN;
  const bits = peek16(reader) >>> (16 - size);
  if (!skipBits(reader, size)) return Number.NaN;
  return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
}
