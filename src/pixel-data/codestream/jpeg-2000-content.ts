import type { Reading } from '../../dicom/reading.ts';
import { isEndOfJpeg2000, passCodedData, skipCodedData } from './coded-data.ts';
import { type HiddenCode, uint16At, uint32At } from './codestream-content.ts';
import { type Cursor, skip } from './cursor.ts';
import { cutOut, type FrameCuts } from './frame-cuts.ts';
import { packetLengthsOf, tileLengthsOf } from './jpeg-2000-lengths.ts';
import { isJpeg2000Segment } from './jpeg-2000-segments.ts';
import { behindImage, endOfImage, readMarkerSegment, withoutEnd } from './marker-segment.ts';
import type { SideBytes } from './side-bytes.ts';
import { shortenTilePart, type TileLengthPlaces, tileLengthPlaces } from './tile-part-length.ts';

const marker = {
  startAndSize: [0xff4f, 0xff51],
  size: 0x51,
  tilePartLengths: 0x55,
  packetLengths: 0x58,
  comment: 0x64,
  startOfTilePart: 0x90,
  startOfData: 0x93,
} as const;

/** SOC and SIZ: JPEG 2000 and High-Throughput JPEG 2000 without a file format around them (PS3.5 A.4.4). */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return marker.startAndSize.every((code, n) => uint16At(bytes, 2 * n) === code);
}

/** What the headers have said so far. */
type Headers = {
  components: number;
  /** Of the tile-parts, as the main header foretells them; empty without. */
  readonly foretold: number[];
  tileParts: number;
  /** Where they are written. */
  readonly places: TileLengthPlaces[];
  /** Where the tile-part that is being read begins, and where it ends; 0 at the end of the codestream, -1 between two. */
  tilePartStart: number;
  tilePartEnd: number;
  /** Bytes of its header that go. */
  cutBytes: number;
  /** Sum of the packets of this tile-part; -1 without. */
  packets: number;
};

const noTilePart = -1;

/**
 * Goes through the main header and the headers of all tile-parts of a JPEG 2000 codestream, over the coded data between
 * them, and looks behind its end. Comments are to be cut. Lengths of tile-parts and packets have to be those of the data.
 * @param side takes what stays and is not coded pixels. @param cuts takes what goes
 * @returns null when there is nothing else but the image
 * @see ISO/IEC 15444-1 annex A, 15444-15
 */
export function* jpeg2000Content(cursor: Cursor, side: SideBytes, cuts: FrameCuts): Reading<HiddenCode | null> {
  const headers: Headers = {
    components: 0,
    foretold: [],
    tileParts: 0,
    places: [],
    tilePartStart: 0,
    tilePartEnd: 0,
    cutBytes: 0,
    packets: -1,
  };
  const start = cursor.position;
  skip(cursor, 2);
  for (;;) {
    const segment = yield* readMarkerSegment(cursor);
    if (typeof segment === 'string') return withoutEnd(segment, headers.tileParts > 0, cursor);
    const { code, content, startBytes } = segment;
    if (code === endOfImage) {
      cuts.paddingBytes = cursor.lengthBytes - cursor.position;
      return isForetold(headers) ? yield* behindImage(cursor) : 'codestream-metadata';
    }
    if (code === marker.comment) {
      const removedBytes = 4 + content.length;
      cutOut(cuts, 'COM', startBytes, removedBytes);
      headers.cutBytes += removedBytes;
      continue;
    }
    if (code === marker.startOfData) {
      shorten(cuts, headers, start);
      const found = yield* passTilePart(cursor, headers, start, side);
      if (found !== 'next') return found;
      headers.tilePartEnd = noTilePart;
      continue;
    }
    const found = hiddenIn(code, content, startBytes - start, headers);
    if (found) return found;
    side(content, 'table');
  }
}

/** Writes the length of a tile-part whose header gets shorter; the main header has no length. */
function shorten(cuts: FrameCuts, headers: Headers, codestreamAt: number) {
  const { tileParts, tilePartStart, tilePartEnd, cutBytes, places } = headers;
  if (tileParts === 0 || cutBytes === 0 || tilePartEnd < 0) return;
  const lengthBytes = tilePartEnd === 0 ? 0 : tilePartEnd - tilePartStart;
  const startBytes = codestreamAt + tilePartStart;
  shortenTilePart(cuts, places, { number: tileParts - 1, codestreamAt, startBytes, lengthBytes }, cutBytes);
}

/** Has the codestream as many tile-parts as its main header says, where that says it? */
function isForetold({ foretold, tileParts }: Headers): boolean {
  return foretold.length === 0 || foretold.length === tileParts;
}

/** Takes in what a segment says. @returns what else it holds */
function hiddenIn(code: number, content: Uint8Array, startBytes: number, headers: Headers): HiddenCode | null {
  if (code === marker.size) headers.components = uint16At(content, 34);
  if (!isJpeg2000Segment(code, content, headers.components)) return 'codestream-metadata';
  if (code === marker.tilePartLengths) {
    const tileLengths = tileLengthsOf(content);
    if (tileLengths === null) return 'codestream-metadata';
    headers.places.push(tileLengthPlaces(tileLengths, startBytes, headers.foretold.length));
    for (const length of tileLengths.lengths) headers.foretold.push(length);
  } else if (code === marker.packetLengths) {
    const sum = packetLengthsOf(content);
    if (sum === null) return 'codestream-metadata';
    headers.packets = Math.max(0, headers.packets) + sum;
  } else if (code === marker.startOfTilePart) {
    const length = uint32At(content, 2);
    const foretold = headers.foretold[headers.tileParts];
    if (length !== 0 && headers.foretold.length > 0 && foretold !== length) return 'codestream-metadata';
    headers.tileParts++;
    headers.packets = -1;
    headers.cutBytes = 0;
    headers.tilePartStart = startBytes;
    // A length of zero is that of the last tile-part, which goes on to the end of the codestream.
    headers.tilePartEnd = length === 0 ? 0 : startBytes + length;
  }
  return null;
}

/** Goes over the data of a tile-part. @returns `next` with the cursor at the marker behind it */
function* passTilePart(
  cursor: Cursor,
  { tilePartEnd, packets }: Headers,
  start: number,
  side: SideBytes,
): Reading<HiddenCode | 'next' | null> {
  const at = cursor.position - start;
  if (tilePartEnd === 0) {
    const end = yield* skipCodedData(cursor, isEndOfJpeg2000, side);
    return end === 'marker' ? 'next' : end === 'end' ? null : end;
  }
  if (tilePartEnd < at) return 'unknown-codestream';
  const lengthBytes = tilePartEnd - at;
  // Cut short: all that is left is coded data.
  if (cursor.position + lengthBytes > cursor.lengthBytes) {
    return (yield* passCodedData(cursor, cursor.lengthBytes - cursor.position, side)) ? null : 'behind-codestream';
  }
  if (packets >= 0 && packets !== lengthBytes) return 'codestream-metadata';
  return (yield* passCodedData(cursor, lengthBytes, side)) ? 'next' : 'behind-codestream';
}
