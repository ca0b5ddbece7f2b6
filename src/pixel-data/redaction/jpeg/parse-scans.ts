import type { HuffmanSpec } from './huffman-code.ts';
import {
  behindFill,
  type Header,
  type JpegSegments,
  progressiveFrame,
  quantisationTables,
  startOfScan,
  takeSegment,
} from './jpeg-segments.ts';
import type { FrameComponent } from './parse-jpeg.ts';

/** One scan of several: which coefficients and bits of which components it has, and what they are read with (B.2.3, G.1.1). */
export type JpegScan = {
  readonly bytes: Uint8Array;
  readonly dataStart: number;
  /** Components by their place in the frame. A table is null where the scan does not read with it. */
  readonly components: readonly {
    readonly index: number;
    readonly dc: HuffmanSpec | null;
    readonly ac: HuffmanSpec | null;
  }[];
  readonly kind: 'sequential' | 'first-dc' | 'more-dc' | 'first-ac' | 'more-ac';
  /** Coefficients in zigzag order. */
  readonly first: number;
  readonly last: number;
  /** The lowest bit that the scan has. */
  readonly low: number;
  /** MCUs between two restart markers; 0 for none. */
  readonly restartInterval: number;
};

/** Encoders write about ten. Each costs a walk over all blocks. */
const mostScans = 128;

/** Blocks that an MCU of several components may have (B.2.3). */
const mostBlocks = 10;

/**
 * The scans of an image, in order. @returns null where they do not give every coefficient of every component with all its bits,
 * once and in an order that decoders take; for other segments between them; for more than are followed
 */
export function parseScans(
  bytes: Uint8Array,
  segments: JpegSegments,
  components: readonly FrameComponent[],
): readonly JpegScan[] | null {
  const header: Header = { ...segments, tables: new Map(segments.tables), steps: new Map(), frameMarkers: new Set() };
  const known = components.map(() => new Int8Array(64).fill(unknown));
  const isProgressive = segments.frame.marker === progressiveFrame;
  if (new Set(components.map(({ id }) => id)).size !== components.length || !fitsMcu(components)) return null;
  const scans: JpegScan[] = [];
  let [scanStart, dataStart] = [segments.scanStart, segments.dataStart];
  for (;;) {
    const scan = scanOf(bytes, scanStart, dataStart, header, components, isProgressive);
    if (scan === null || scans.length === mostScans || !takeBits(scan, known)) return null;
    scans.push(scan);
    const next = nextScan(bytes, endOfData(bytes, dataStart), header);
    if (next === null) return null;
    if (next === 'end') return known.every((bits) => bits.every((lowest) => lowest === 0)) ? scans : null;
    [scanStart, dataStart] = [next.start, next.end];
  }
}

/** Follows the segments between two scans. @returns null for one that this is no image of */
function nextScan(bytes: Uint8Array, from: number, header: Header) {
  for (let at = from; ; ) {
    if (isEnd(bytes, at)) return 'end';
    const segment = takeSegment(bytes, at, header);
    // Other steps would count for the components that have no scan yet.
    if (segment === null || segment.marker === quantisationTables) return null;
    if (segment.marker === startOfScan) return segment;
    at = segment.end;
  }
}

const unknown = -1;

function scanOf(
  bytes: Uint8Array,
  scanStart: number,
  dataStart: number,
  { tables, restartInterval }: Header,
  frame: readonly FrameComponent[],
  isProgressive: boolean,
): JpegScan | null {
  const at = scanStart + 4;
  const count = bytes[at]!;
  if (count < 1 || count > frame.length || dataStart - at !== 4 + 2 * count) return null;
  const ends = at + 1 + 2 * count;
  const [first, last, high, low] = [bytes[ends]!, bytes[ends + 1]!, bytes[ends + 2]! >> 4, bytes[ends + 2]! & 15];
  const kind = isProgressive ? progressiveKind(first, last, high, low, count) : sequentialKind(first, last, high, low);
  if (kind === null) return null;
  const components: JpegScan['components'][number][] = [];
  for (let n = 0; n < count; n++) {
    const index = frame.findIndex(({ id }) => id === bytes[at + 1 + 2 * n]);
    // In the order of the frame, each once.
    if (index <= (components.at(-1)?.index ?? -1)) return null;
    const selectors = bytes[at + 2 + 2 * n]!;
    const dc = kind === 'sequential' || kind === 'first-dc' ? tables.get(selectors >> 4) : null;
    const ac = kind === 'sequential' || first > 0 ? tables.get(0x10 | (selectors & 15)) : null;
    if (dc === undefined || ac === undefined) return null;
    components.push({ index, dc, ac });
  }
  return { bytes, dataStart, components, kind, first, last: kind === 'sequential' ? 63 : last, low, restartInterval };
}

/** Some writers leave the last coefficient 0, which nobody reads. */
function sequentialKind(first: number, last: number, high: number, low: number): JpegScan['kind'] | null {
  return first === 0 && (last === 63 || last === 0) && high === 0 && low === 0 ? 'sequential' : null;
}

/** First coefficients have scans of their own, the others are one component's; one more bit a scan (G.1.1.1). */
function progressiveKind(
  first: number,
  last: number,
  high: number,
  low: number,
  components: number,
): JpegScan['kind'] | null {
  if (low > 13 || (high !== 0 && high !== low + 1)) return null;
  if (first === 0) return last !== 0 ? null : high === 0 ? 'first-dc' : 'more-dc';
  if (last < first || last > 63 || components !== 1) return null;
  return high === 0 ? 'first-ac' : 'more-ac';
}

/** Notes the lowest known bit of each coefficient. @returns false where a scan comes twice or out of turn */
function takeBits({ kind, components, first, last, low }: JpegScan, known: readonly Int8Array[]): boolean {
  const isFirst = kind !== 'more-dc' && kind !== 'more-ac';
  for (const { index } of components) {
    const bits = known[index]!;
    if (first > 0 && bits[0] === unknown) return false;
    for (let at = first; at <= last; at++) {
      if (bits[at] !== (isFirst ? unknown : low + 1)) return false;
      bits[at] = low;
    }
  }
  return true;
}

/** What is written is one scan: of several components its MCUs have a bounded number of blocks. */
function fitsMcu(components: readonly FrameComponent[]): boolean {
  const blocks = components.reduce((sum, { horizontal, vertical }) => sum + horizontal * vertical, 0);
  return components.length === 1 || blocks <= mostBlocks;
}

/** The next marker that is none of a restart. */
function endOfData(bytes: Uint8Array, dataStart: number): number {
  for (let at = bytes.indexOf(0xff, dataStart); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const code = bytes[at + 1] ?? 0xd9;
    if (code !== 0 && (code < 0xd0 || code > 0xd7)) return at;
  }
  return bytes.length;
}

/** End of image or of the bytes; decoders take either. */
function isEnd(bytes: Uint8Array, from: number): boolean {
  const at = behindFill(bytes, from);
  return at + 1 >= bytes.length || (bytes[at] === 0xff && bytes[at + 1] === 0xd9);
}
