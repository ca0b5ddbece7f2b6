import { uint16At, uint32At } from './codestream-content.ts';

/** What a TLM segment says: the lengths of tile-parts in the order of the codestream, and how they lie in it. */
export type TileLengths = {
  readonly lengths: readonly number[];
  /** Of the first length, in the content of the segment. */
  readonly firstAt: number;
  readonly strideBytes: number;
  readonly lengthBytes: 2 | 4;
};

/** @returns null for a segment whose bytes are not that @see ISO/IEC 15444-1 A.7.1 */
export function tileLengthsOf(content: Uint8Array): TileLengths | null {
  const sizes = content[1] ?? 0;
  const indexBytes = (sizes >> 4) & 3;
  const lengthBytes = ((sizes >> 6) & 1) === 1 ? 4 : 2;
  const strideBytes = indexBytes + lengthBytes;
  if (indexBytes === 3 || content.length < 2 || (content.length - 2) % strideBytes !== 0) return null;
  const lengths: number[] = [];
  const firstAt = 2 + indexBytes;
  for (let at = firstAt; at < content.length; at += strideBytes) {
    lengths.push(lengthBytes === 4 ? uint32At(content, at) : uint16At(content, at));
  }
  return { lengths, firstAt, strideBytes, lengthBytes };
}

/**
 * How many bytes the packets of a PLT segment have together: numbers of seven bits a byte, the last of each below 128.
 * @returns null for a segment that ends inside a number
 * @see ISO/IEC 15444-1 A.7.3
 */
export function packetLengthsOf(content: Uint8Array): number | null {
  let sum = 0;
  let length = 0;
  let isOpen = false;
  for (const byte of content.subarray(1)) {
    length = length * 128 + (byte & 0x7f);
    isOpen = byte >= 0x80;
    if (isOpen) continue;
    sum += length;
    length = 0;
  }
  return isOpen || content.length === 0 ? null : sum;
}
