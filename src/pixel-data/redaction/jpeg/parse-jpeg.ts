import { decoderOf, type HuffmanDecoder, type HuffmanSpec } from './huffman-code.ts';
import { type JpegSegments, progressiveFrame, readSegments, uint16 } from './jpeg-segments.ts';
import { type JpegScan, parseScans } from './parse-scans.ts';
import { sequentialHead, writtenTables } from './sequential-head.ts';

/** A component as the segment of the frame describes it. */
export type FrameComponent = {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  /** What the first coefficient of its blocks is multiplied by. */
  readonly firstStep: number;
};

/** With the tables that it is read with or, where it comes from several scans, written with. */
type JpegComponent = FrameComponent & {
  readonly dc: HuffmanSpec;
  readonly ac: HuffmanSpec;
  /** Numbers of the tables, as a segment of Huffman tables names them. */
  readonly dcTable: number;
  readonly acTable: number;
};

/**
 * A Huffman-coded JPEG as one sequential scan, as far as its coefficients need to be known (ISO/IEC 10918-1 B). One that is
 * progressive or has several scans is described as it is written: it has `scans` to read its coefficients from, and `bytes` is
 * the beginning of what is written, up to the coded data.
 */
export type JpegImage = {
  readonly bytes: Uint8Array;
  /** Null where the coded data is one sequential scan, behind `dataStart`. */
  readonly scans: readonly JpegScan[] | null;
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

/** Sequential, extended sequential and progressive (B.1.1.3). */
const processes: ReadonlySet<number> = new Set([0xc0, 0xc1, progressiveFrame]);

/** @returns null for what is no such image: lossless, arithmetic, with bits or coefficients left out, or damaged */
export function parseJpeg(bytes: Uint8Array): JpegImage | null {
  const segments = readSegments(bytes, processes);
  const components = segments && frameComponents(bytes, segments);
  if (!components) return null;
  const { at } = segments.frame;
  const [precision, rows, columns] = [bytes[at]!, uint16(bytes, at + 1), uint16(bytes, at + 3)];
  if ((precision !== 8 && precision !== 12) || rows === 0 || columns === 0) return null;
  const { adobeTransform, isJfif } = segments;
  const frame = { precision, rows, columns, adobeTransform, isJfif };
  return oneScan(bytes, segments, components, frame) ?? severalScans(bytes, segments, components, frame);
}

/** The marker of the frame, which names the process; null where there is none that is followed. */
export function processOf(bytes: Uint8Array): number | null {
  return readSegments(bytes, processes)?.frame.marker ?? null;
}

function frameComponents(bytes: Uint8Array, { frame, steps }: JpegSegments): readonly FrameComponent[] | null {
  const { at, end } = frame;
  const count = bytes[at + 5]!;
  if (end - at !== 6 + 3 * count || count < 1 || count > 3) return null;
  const components: FrameComponent[] = [];
  for (let from = at + 6; from < end; from += 3) {
    const [horizontal, vertical] = [bytes[from + 1]! >> 4, bytes[from + 1]! & 15];
    const isSampled = horizontal >= 1 && horizontal <= 4 && vertical >= 1 && vertical <= 4;
    const firstStep = steps.get(bytes[from + 2]!)?.first;
    if (!firstStep || !isSampled) return null;
    components.push({ id: bytes[from]!, horizontal, vertical, firstStep });
  }
  return components;
}

type Frame = Pick<JpegImage, 'precision' | 'rows' | 'columns' | 'adobeTransform' | 'isJfif'>;

function oneScan(
  bytes: Uint8Array,
  { frame: { marker }, tables, restartInterval, scanStart, dataStart }: JpegSegments,
  described: readonly FrameComponent[],
  frame: Frame,
): JpegImage | null {
  const count = described.length;
  const scan = scanStart + 4;
  // One scan holds all of them, in order, with all coefficients and bits (B.2.3).
  if (marker === progressiveFrame || bytes[scan] !== count || dataStart - scan !== 4 + 2 * count) return null;
  const ends = scan + 1 + 2 * count;
  // Decoders do not read the last coefficient of a sequential scan, and some writers leave it 0 instead of 63.
  const last = bytes[ends + 1];
  if (bytes[ends] !== 0 || (last !== 63 && last !== 0) || bytes[ends + 2] !== 0) return null;
  const components: JpegComponent[] = [];
  for (const [n, component] of described.entries()) {
    if (bytes[scan + 1 + 2 * n] !== component.id) return null;
    const selectors = bytes[scan + 2 + 2 * n]!;
    const [dcTable, acTable] = [selectors >> 4, 0x10 | (selectors & 15)];
    const [dc, ac] = [tables.get(dcTable), tables.get(acTable)];
    if (!dc || !ac) return null;
    components.push({ ...component, dc, ac, dcTable, acTable });
  }
  return { ...frame, bytes, scans: null, components, restartInterval, scanStart, dataStart };
}

function severalScans(
  bytes: Uint8Array,
  segments: JpegSegments,
  described: readonly FrameComponent[],
  frame: Frame,
): JpegImage | null {
  const scans = parseScans(bytes, segments, described);
  if (scans === null) return null;
  const components = described.map((component, n) => ({ ...component, ...writtenTables(n) }));
  const { head, scanStart } = sequentialHead(bytes, segments, frame.precision, components);
  return { ...frame, bytes: head, scans, components, restartInterval: 0, scanStart, dataStart: head.length };
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
