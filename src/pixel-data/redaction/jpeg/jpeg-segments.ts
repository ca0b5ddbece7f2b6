import type { HuffmanSpec } from './huffman-code.ts';

/** What stands in front of the first scan of a JPEG (ISO/IEC 10918-1 B.2). */
export type JpegSegments = {
  /** Huffman tables by class and number. */
  readonly tables: ReadonlyMap<number, HuffmanSpec>;
  /** The first step of each quantisation table. */
  readonly steps: ReadonlyMap<number, number>;
  /** Content of the frame's segment. */
  readonly frame: { readonly at: number; readonly end: number };
  /** MCUs between two restart markers; 0 for none. */
  readonly restartInterval: number;
  /** Of the Adobe segment: 0 says that the components are colours as they are. */
  readonly adobeTransform: number | null;
  readonly isJfif: boolean;
  /** Where the segment that begins the scan is, and the coded data behind it. */
  readonly scanStart: number;
  readonly dataStart: number;
};

type Header = {
  readonly tables: Map<number, HuffmanSpec>;
  readonly steps: Map<number, number>;
  readonly frameMarkers: ReadonlySet<number>;
  frame: { readonly at: number; readonly end: number } | null;
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
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + uint16(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return null;
    if (marker === 0xda) {
      const { frame } = header;
      return frame && { ...header, frame, scanStart: at, dataStart: end };
    }
    if (!readSegment(bytes, marker, at + 4, end, header)) return null;
    at = end;
  }
  return null;
}

/** @returns false for a segment that this is no image of */
function readSegment(bytes: Uint8Array, marker: number, at: number, end: number, header: Header): boolean {
  if (header.frameMarkers.has(marker)) {
    if (header.frame !== null) return false;
    header.frame = { at, end };
    return true;
  }
  switch (marker) {
    case 0xc4:
      return readHuffmanTables(bytes, at, end, header.tables);
    case 0xdb:
      return readSteps(bytes, at, end, header.steps);
    case 0xdd:
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

function readSteps(bytes: Uint8Array, from: number, end: number, steps: Map<number, number>): boolean {
  let at = from;
  while (at < end) {
    const isWide = bytes[at]! >> 4 === 1;
    steps.set(bytes[at]! & 15, isWide ? uint16(bytes, at + 1) : bytes[at + 1]!);
    at += isWide ? 129 : 65;
  }
  return at === end;
}

export function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
