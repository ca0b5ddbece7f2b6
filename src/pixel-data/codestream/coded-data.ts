import type { Reading } from '../../dicom/reading.ts';
import { type Cursor, chunkAt, peek, skip } from './cursor.ts';
import { endsInText, printAtEnd, type SideBytes } from './side-bytes.ts';

/** Does a byte behind FF begin a marker, in the midst of coded data? */
export type IsMarker = (code: number) => boolean;

/** FF 00 is coded data in JPEG, restart markers part it. */
export const isJpegMarker: IsMarker = (code) => code !== 0 && !isRestart(code) && code !== 0xff;
/** JPEG-LS stuffs a bit: FF 0xxxxxxx is coded data. */
export const isJpegLsMarker: IsMarker = (code) => code >= 0x80 && !isRestart(code) && code !== 0xff;
/** Coded data of JPEG 2000 has nothing above FF 8F but the markers of packets, SOP and EPH. */
export const isEndOfJpeg2000: IsMarker = (code) => code === 0xd9;

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}

const tailBytes = 64;

/**
 * Goes through coded data to the marker behind it. Text at its end was not coded by anybody.
 * @returns `marker` with the cursor at its FF, `end` where the codestream ends first, or what the data ends in
 */
export function* skipCodedData(
  cursor: Cursor,
  isMarker: IsMarker,
  side: SideBytes,
): Reading<'marker' | 'end' | 'behind-codestream'> {
  let tail: Uint8Array = new Uint8Array(0);
  for (;;) {
    const chunk = yield* chunkAt(cursor);
    const found = findMarker(chunk, isMarker);
    tail = tailOf(tail, chunk.subarray(0, found));
    skip(cursor, found);
    // The FF at the end of a chunk is judged with the byte behind it.
    const head = yield* peek(cursor, 2);
    const isAtMarker = head.length === 2 && head[0] === 0xff && isMarker(head[1] ?? 0);
    if (isAtMarker || head.length === 0) {
      if (isText(tail, side)) return 'behind-codestream';
      return isAtMarker ? 'marker' : 'end';
    }
    if (found < chunk.length) skip(cursor, 1);
  }
}

/** Looks at the last bytes before a place that is known already. @param lengthBytes of the coded data */
export function* passCodedData(cursor: Cursor, lengthBytes: number, side: SideBytes): Reading<boolean> {
  const last = Math.min(tailBytes, lengthBytes);
  skip(cursor, lengthBytes - last);
  const tail = yield* peek(cursor, last);
  skip(cursor, last);
  return !isText(tail, side);
}

function isText(tail: Uint8Array, side: SideBytes): boolean {
  const print = printAtEnd(tail);
  if (print.length >= shortestSearched) side(print, 'text');
  return endsInText(tail);
}

/** Shorter runs are met in every frame. */
const shortestSearched = 8;

/** @returns the index of an FF that begins a marker, or that has the byte that tells in the next chunk; else the length */
function findMarker(chunk: Uint8Array, isMarker: IsMarker): number {
  for (let at = chunk.indexOf(0xff); at >= 0; at = chunk.indexOf(0xff, at + 1)) {
    if (at + 1 === chunk.length || isMarker(chunk[at + 1] ?? 0)) return at;
  }
  return chunk.length;
}

function tailOf(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (chunk.length >= tailBytes) return chunk.slice(chunk.length - tailBytes);
  const joined = new Uint8Array(before.length + chunk.length);
  joined.set(before);
  joined.set(chunk, before.length);
  return joined.subarray(Math.max(0, joined.length - tailBytes));
}
