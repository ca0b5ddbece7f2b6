import type { Tag } from './tag.ts';
import { hasLongHeader, type PackedVr, unpackVr } from './vr.ts';

/** How one element's header is written (PS3.5 7.1.2 and 7.1.3). */
export type HeaderEncoding = { readonly isExplicitVr: boolean; readonly isLittleEndian: boolean };

/** Longest value that a header with a 16-bit length can state; values have an even length. */
const longestShortValueBytes = 0xfffe;

/** Bytes of an element's header; 0 when the length of its value does not fit in it. */
export function headerBytesFor(vr: PackedVr, valueBytes: number, encoding: HeaderEncoding): number {
  if (!encoding.isExplicitVr) return 8;
  if (isLong(vr)) return 12;
  return valueBytes <= longestShortValueBytes ? 8 : 0;
}

/** Bytes of the field at the end of a header that states the length. */
export function lengthFieldBytes(vr: PackedVr, { isExplicitVr }: HeaderEncoding): 2 | 4 {
  return isExplicitVr && !isLong(vr) ? 2 : 4;
}

/** Writes a header at an index of `bytes`, which has room for it: `headerBytesFor` says how much. */
export function writeElementHeader(
  bytes: Uint8Array,
  at: number,
  tag: Tag,
  vr: PackedVr,
  valueBytes: number,
  encoding: HeaderEncoding,
): void {
  const { isExplicitVr, isLittleEndian } = encoding;
  writeUint16(bytes, at, tag >>> 16, isLittleEndian);
  writeUint16(bytes, at + 2, tag & 0xffff, isLittleEndian);
  if (!isExplicitVr) {
    writeUint32(bytes, at + 4, valueBytes, isLittleEndian);
    return;
  }
  bytes[at + 4] = vr >>> 8;
  bytes[at + 5] = vr & 0xff;
  if (!isLong(vr)) {
    writeUint16(bytes, at + 6, valueBytes, isLittleEndian);
    return;
  }
  bytes[at + 6] = 0;
  bytes[at + 7] = 0;
  writeUint32(bytes, at + 8, valueBytes, isLittleEndian);
}

export function writeUint32(bytes: Uint8Array, at: number, value: number, isLittleEndian: boolean): void {
  const high = value >>> 16;
  const low = value & 0xffff;
  writeUint16(bytes, at, isLittleEndian ? low : high, isLittleEndian);
  writeUint16(bytes, at + 2, isLittleEndian ? high : low, isLittleEndian);
}

export function writeUint16(bytes: Uint8Array, at: number, value: number, isLittleEndian: boolean): void {
  bytes[at] = isLittleEndian ? value & 0xff : value >>> 8;
  bytes[at + 1] = isLittleEndian ? value >>> 8 : value & 0xff;
}

function isLong(vr: PackedVr): boolean {
  const known = unpackVr(vr);
  return known === null || hasLongHeader(known);
}
