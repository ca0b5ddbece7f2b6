import { decoderOf, type HuffmanDecoder, type HuffmanSpec } from './huffman-code.ts';
import { type JpegSegments, readSegments, uint16 } from './jpeg-segments.ts';

type JpegComponent = {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  /** What the first coefficient of its blocks is multiplied by. */
  readonly firstStep: number;
  readonly dc: HuffmanSpec;
  readonly ac: HuffmanSpec;
  /** Numbers of the tables, as a segment of Huffman tables names them. */
  readonly dcTable: number;
  readonly acTable: number;
};

/** A sequential Huffman-coded JPEG of one scan, as far as its coefficients need to be known (ISO/IEC 10918-1 B). */
export type JpegImage = {
  readonly bytes: Uint8Array;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly JpegComponent[];
  /** MCUs between two restart markers; 0 for none. */
  readonly restartInterval: number;
  /** Where the segment that begins the scan is, and the coded data behind it. */
  readonly scanStart: number;
  readonly dataStart: number;
  /** Of the Adobe segment: 0 says that the components are colours as they are. */
  readonly adobeTransform: number | null;
  readonly isJfif: boolean;
};

const sequential: ReadonlySet<number> = new Set([0xc0, 0xc1]);

/** @returns null for what is no such image: progressive, lossless, arithmetic, of several scans, or damaged */
export function parseJpeg(bytes: Uint8Array): JpegImage | null {
  const segments = readSegments(bytes, sequential);
  return segments && imageOf(bytes, segments);
}

function imageOf(bytes: Uint8Array, segments: JpegSegments): JpegImage | null {
  const { frame, tables, steps, restartInterval, adobeTransform, isJfif, scanStart, dataStart } = segments;
  const { at } = frame;
  const count = bytes[at + 5]!;
  const scan = scanStart + 4;
  // One scan holds all of them, in order, with all coefficients and bits (B.2.3).
  if (frame.end - at !== 6 + 3 * count || bytes[scan] !== count || dataStart - scan !== 4 + 2 * count) return null;
  const ends = scan + 1 + 2 * count;
  // Decoders do not read the last coefficient of a sequential scan, and some writers leave it 0 instead of 63.
  const last = bytes[ends + 1];
  if (bytes[ends] !== 0 || (last !== 63 && last !== 0) || bytes[ends + 2] !== 0) return null;
  const components: JpegComponent[] = [];
  for (let n = 0; n < count; n++) {
    const from = at + 6 + 3 * n;
    if (bytes[scan + 1 + 2 * n] !== bytes[from]) return null;
    const selectors = bytes[scan + 2 + 2 * n]!;
    const [dcTable, acTable] = [selectors >> 4, 0x10 | (selectors & 15)];
    const [dc, ac, firstStep] = [tables.get(dcTable), tables.get(acTable), steps.get(bytes[from + 2]!)];
    const [horizontal, vertical] = [bytes[from + 1]! >> 4, bytes[from + 1]! & 15];
    const isSampled = horizontal >= 1 && horizontal <= 4 && vertical >= 1 && vertical <= 4;
    if (!dc || !ac || !firstStep || !isSampled) return null;
    components.push({ id: bytes[from]!, horizontal, vertical, firstStep, dc, ac, dcTable, acTable });
  }
  const [precision, rows, columns] = [bytes[at]!, uint16(bytes, at + 1), uint16(bytes, at + 3)];
  if ((precision !== 8 && precision !== 12) || rows === 0 || columns === 0 || count < 1 || count > 3) return null;
  return {
    ...{ bytes, precision, rows, columns, components, restartInterval },
    ...{ scanStart, dataStart, adobeTransform, isJfif },
  };
}

/** Tables to read the components with; null when one is none. */
export function decodersOf({ components }: JpegImage): readonly (readonly [HuffmanDecoder, HuffmanDecoder])[] | null {
  const known = new Map<HuffmanSpec, HuffmanDecoder | null>();
  const decoder = (spec: HuffmanSpec) => {
    if (!known.has(spec)) known.set(spec, decoderOf(spec));
    return known.get(spec) ?? null;
  };
  const decoders: (readonly [HuffmanDecoder, HuffmanDecoder])[] = [];
  for (const { dc, ac } of components) {
    const [forDc, forAc] = [decoder(dc), decoder(ac)];
    if (forDc === null || forAc === null) return null;
    decoders.push([forDc, forAc]);
  }
  return decoders;
}
