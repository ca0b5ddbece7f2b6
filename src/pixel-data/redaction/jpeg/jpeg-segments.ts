import type { HuffmanSpec } from './huffman-code.ts';

/** What stands in front of the first scan of a JPEG (ISO/IEC 10918-1 B.2). */
export type JpegSegments = {
  /** Huffman tables by class and number. */
  readonly tables: ReadonlyMap<number, HuffmanSpec>;
  /** The first step of each quantisation table, and whether its steps have 16 bits. */
  readonly steps: ReadonlyMap<number, QuantisationSteps>;
  readonly frame: FrameSegment;
  /** MCUs between two restart markers; 0 for none. */
  readonly restartInterval: number;
  /** Of the Adobe segment: 0 says that the components are colours as they are. */
  readonly adobeTransform: number | null;
  readonly isJfif: boolean;
  /** Where the segment that begins the scan is, and the coded data behind it. */
  readonly scanStart: number;
  readonly dataStart: number;
};

/** The process of an image, and the content of its segment. */
type FrameSegment = { readonly marker: number; readonly at: number; readonly end: number };

type QuantisationSteps = { readonly first: number; readonly areWide: boolean };

/** What is known of an image up to some place in it. */
export type Header = {
  readonly tables: Map<number, HuffmanSpec>;
  readonly steps: Map<number, QuantisationSteps>;
  readonly frameMarkers: ReadonlySet<number>;
  frame: FrameSegment | null;
  restartInterval: number;
  adobeTransform: number | null;
  isJfif: boolean;
};

/**
 * Follows the segments up to the first scan. @param frameMarkers the processes that are understood
 * @returns null for other processes, arithmetic coding, and what cannot be followed
 */
export function readSegments(bytes: Uint8Array, frameMarkers: ReadonlySet<number>): JpegSegments | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const header: Header = {
    tables: new Map(),
    steps: new Map(),
    frameMarkers,
    frame: null,
    restartInterval: 0,
    adobeTransform: null,
    isJfif: false,
  };
  for (let at = 2; ; ) {
    const segment = takeSegment(bytes, at, header);
    if (segment === null) return null;
    const { marker, start, end } = segment;
    if (marker === startOfScan) {
      const { frame } = header;
      return frame && { ...header, frame, scanStart: start, dataStart: end };
    }
    at = end;
  }
}

/** Markers of segments (B.1.1.3). */
export const progressiveFrame = 0xc2;
export const huffmanTables = 0xc4;
export const startOfScan = 0xda;
export const quantisationTables = 0xdb;
export const restartInterval = 0xdd;

/**
 * Reads one segment into the header; that of a scan is left to who reads its data. @param at its marker, or ones in front of it
 * @returns where its marker is and where it ends; null for a segment that this is no image of
 */
export function takeSegment(
  bytes: Uint8Array,
  at: number,
  header: Header,
): { readonly marker: number; readonly start: number; readonly end: number } | null {
  const start = behindFill(bytes, at);
  if (start + 4 > bytes.length || bytes[start] !== 0xff) return null;
  const marker = bytes[start + 1]!;
  const end = start + 2 + uint16(bytes, start + 2);
  if (end > bytes.length || end < start + 4) return null;
  if (marker !== startOfScan && !readSegment(bytes, marker, start + 4, end, header)) return null;
  return { marker, start, end };
}

/** Any number of bytes of ones may stand in front of a marker (B.1.1.2). @returns where the marker is */
export function behindFill(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
  return at;
}

/** The segments between start of image and a place up to which they were followed. */
export function* segmentsBefore(bytes: Uint8Array, scanStart: number) {
  for (let start = behindFill(bytes, 2); start < scanStart; ) {
    const end = start + 2 + uint16(bytes, start + 2);
    yield { marker: bytes[start + 1]!, start, end };
    start = behindFill(bytes, end);
  }
}

/** @returns false for a segment that this is no image of */
function readSegment(bytes: Uint8Array, marker: number, at: number, end: number, header: Header): boolean {
  if (header.frameMarkers.has(marker)) {
    if (header.frame !== null) return false;
    header.frame = { marker, at, end };
    return true;
  }
  switch (marker) {
    case huffmanTables:
      return readHuffmanTables(bytes, at, end, header.tables);
    case quantisationTables:
      return readSteps(bytes, at, end, header.steps);
    case restartInterval:
      header.restartInterval = uint16(bytes, at);
      return end - at === 2;
    case 0xe0:
      header.isJfif ||= latin(bytes, at, 4) === 'JFIF';
      return true;
    case 0xee:
      if (latin(bytes, at, 5) === 'Adobe' && end - at >= 12) header.adobeTransform = bytes[at + 11]!;
      return true;
    default:
      // Applications and comments; every other frame, and arithmetic tables, are none of ours.
      return (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
  }
}

function readHuffmanTables(bytes: Uint8Array, from: number, end: number, tables: Map<number, HuffmanSpec>): boolean {
  let at = from;
  while (at + 17 <= end) {
    const counts = bytes.subarray(at + 1, at + 17);
    const count = counts.reduce((sum, one) => sum + one, 0);
    if (count > 256 || at + 17 + count > end) return false;
    tables.set(bytes[at]!, { counts, values: bytes.subarray(at + 17, at + 17 + count) });
    at += 17 + count;
  }
  return at === end;
}

function readSteps(bytes: Uint8Array, from: number, end: number, steps: Map<number, QuantisationSteps>): boolean {
  let at = from;
  while (at < end) {
    const areWide = bytes[at]! >> 4 === 1;
    const first = areWide ? uint16(bytes, at + 1) : bytes[at + 1]!;
    steps.set(bytes[at]! & 15, { first, areWide });
    at += areWide ? 129 : 65;
  }
  return at === end;
}

export function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
