import { type FrameCuts, writeOver } from './frame-cuts.ts';
import type { TileLengths } from './jpeg-2000-lengths.ts';

/** Where a TLM segment has the lengths of tile-parts. */
export type TileLengthPlaces = {
  /** The first of its tile-parts, and how many it has. */
  readonly first: number;
  readonly count: number;
  /** Of the first length, in the codestream. */
  readonly offsetBytes: number;
  readonly strideBytes: number;
  readonly lengthBytes: 2 | 4;
};

/** Marker and length in front of the content of a segment. */
const headBytes = 4;
/** Psot is behind the number of the tile (ISO/IEC 15444-1 A.4.2). */
const psotAt = headBytes + 2;

/** @param startBytes of the segment, in the codestream */
export function tileLengthPlaces(tileLengths: TileLengths, startBytes: number, first: number): TileLengthPlaces {
  const { lengths, firstAt, strideBytes, lengthBytes } = tileLengths;
  return { first, count: lengths.length, offsetBytes: startBytes + headBytes + firstAt, strideBytes, lengthBytes };
}

/** A tile-part of a codestream; offsets count in the frame. */
export type TilePart = {
  readonly number: number;
  readonly codestreamAt: number;
  readonly startBytes: number;
  /** Zero where it is open: the last one may be. */
  readonly lengthBytes: number;
};

/** Writes the length of a tile-part whose header gets shorter, in itself and where the main header foretells it. */
export function shortenTilePart(
  cuts: FrameCuts,
  places: readonly TileLengthPlaces[],
  { number, codestreamAt, startBytes, lengthBytes }: TilePart,
  cutBytes: number,
): void {
  const length = lengthBytes - cutBytes;
  if (lengthBytes > 0) writeOver(cuts, startBytes + psotAt, bigEndian(length, 4));
  const place = places.find(({ first, count }) => number >= first && number < first + count);
  if (place === undefined) return;
  const at = codestreamAt + place.offsetBytes + (number - place.first) * place.strideBytes;
  if (lengthBytes > 0) writeOver(cuts, at, bigEndian(length, place.lengthBytes));
  else cuts.isTooMany = true;
}

export function bigEndian(value: number, lengthBytes: 2 | 4 | 8): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes.subarray(8 - lengthBytes);
}
