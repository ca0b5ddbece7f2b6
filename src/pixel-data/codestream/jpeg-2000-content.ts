import { type CodestreamContent, uint16At, uint32At } from './codestream-content.ts';
import { isEncoderComment } from './known-marks.ts';
import { behindImage, endOfImage, readMarkerSegment } from './marker-segment.ts';

const marker = { startAndSize: [0xff4f, 0xff51], comment: 0x64, startOfTilePart: 0x90, startOfData: 0x93 } as const;

/** SOC and SIZ: JPEG 2000 and High-Throughput JPEG 2000 without a file format around them (PS3.5 A.4.4). */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return marker.startAndSize.every((code, n) => uint16At(bytes, 2 * n) === code);
}

/**
 * Walks the main header and the tile-part headers of a JPEG 2000 codestream for comments, and looks behind its end.
 * @param isWhole false for its first bytes only: the walk ends at the first tile-part
 * @see ISO/IEC 15444-1 annex A
 */
export function jpeg2000Content(bytes: Uint8Array, isWhole: boolean): CodestreamContent {
  let tilePartEnd = 0;
  for (let at = 2; at >= 0; ) {
    const segment = readMarkerSegment(bytes, at);
    if (segment === 'cut') return isWhole ? 'nothing' : 'more';
    if (segment === 'no-marker') return 'unknown-codestream';
    const { code, content, startBytes } = segment;
    if (code === endOfImage) return behindImage(bytes, segment.endBytes);
    // Two bytes say whether it is binary or Latin text.
    if (code === marker.comment && !isEncoderComment(content.subarray(2))) return 'codestream-comment';
    if (code === marker.startOfTilePart) {
      if (!isWhole) return 'nothing';
      tilePartEnd = endOfTilePart(startBytes, uint32At(content, 2));
    }
    at = code === marker.startOfData ? nextTilePart(bytes, segment.endBytes, tilePartEnd) : segment.endBytes;
  }
  return 'nothing';
}

/** A length of zero is that of the last tile-part, which goes on to the end of the codestream. */
function endOfTilePart(startBytes: number, lengthBytes: number): number {
  return lengthBytes === 0 ? 0 : startBytes + lengthBytes;
}

/** Coded data holds no two bytes above FF 8F, so what looks like the end is the end. @returns -1 without one */
function nextTilePart(bytes: Uint8Array, dataOffset: number, tilePartEnd: number): number {
  if (tilePartEnd > dataOffset) return tilePartEnd;
  for (let at = bytes.indexOf(0xff, dataOffset); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === endOfImage) return at;
  }
  return -1;
}
