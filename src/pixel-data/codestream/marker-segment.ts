import { uint16At } from './codestream-content.ts';
import { isPadding } from './known-marks.ts';

/** One marker of a JPEG or JPEG 2000 codestream: FF, a code, and mostly a length with content. */
export type MarkerSegment = {
  readonly kind: 'segment';
  readonly code: number;
  readonly content: Uint8Array;
  readonly startBytes: number;
  readonly endBytes: number;
};

export const endOfImage = 0xd9;

/** Reads the marker at an offset. @returns `cut` where the bytes end first, `no-marker` where none stands. */
export function readMarkerSegment(bytes: Uint8Array, from: number): MarkerSegment | 'cut' | 'no-marker' {
  let at = from;
  // Fill bytes may stand before any marker (ISO/IEC 10918-1 B.1.1.2).
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
  if (at + 1 >= bytes.length) return 'cut';
  if (bytes[at] !== 0xff) return 'no-marker';
  const code = bytes[at + 1] ?? 0;
  const isBare = code === 0x01 || (code >= 0xd0 && code <= endOfImage) || code === 0x93;
  const endBytes = at + 2 + (isBare ? 0 : Math.max(2, uint16At(bytes, at + 2)));
  if (endBytes > bytes.length) return 'cut';
  const content = isBare ? bytes.subarray(0, 0) : bytes.subarray(at + 4, endBytes);
  return { kind: 'segment', code, content, startBytes: at, endBytes };
}

/** What the end of an image leaves behind it. */
export function behindImage(bytes: Uint8Array, endBytes: number): 'nothing' | 'behind-codestream' {
  return isPadding(bytes.subarray(endBytes)) ? 'nothing' : 'behind-codestream';
}
