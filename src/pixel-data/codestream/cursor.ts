import type { Reading } from '../../dicom/reading.ts';
import { readAt, type Window } from './read-window.ts';

/** Bytes of a value that is a list of fragments, whose item headers do not count. */
export type Pieces = { readonly offsets: readonly number[]; readonly lengths: readonly number[] };

/** A way through the fragments of one codestream as if they were one stretch, of which only a window is in memory. */
export type Cursor = {
  readonly window: Window;
  readonly pieces: Pieces;
  /** One past its last fragment, and where the value ends that may be read ahead. */
  readonly endPiece: number;
  readonly endBytes: number;
  /** Where the codestream ends: nothing behind it is looked at. */
  readonly lengthBytes: number;
  piece: number;
  /** Offset in the fragment, and in the codestream. */
  at: number;
  position: number;
  /** Read ahead no more than this: who goes past whole tile-parts needs little of each. */
  aheadBytes: number;
};

const longReadBytes = 1024 * 1024;
const shortReadBytes = 4096;

/** @param first fragment, and one past the last, of the codestream. @param endBytes of the value around them */
export function createCursor(
  window: Window,
  pieces: Pieces,
  first: number,
  endPiece: number,
  endBytes: number,
): Cursor {
  let lengthBytes = 0;
  for (let n = first; n < endPiece; n++) lengthBytes += pieces.lengths[n] ?? 0;
  return {
    window,
    pieces,
    endPiece,
    endBytes,
    lengthBytes,
    piece: first,
    at: 0,
    position: 0,
    aheadBytes: longReadBytes,
  };
}

/** A cursor over bytes that are all in memory. */
export function cursorOver(bytes: Uint8Array): Cursor {
  return createCursor({ offsetBytes: 0, bytes }, { offsets: [0], lengths: [bytes.length] }, 0, 1, bytes.length);
}

/** Bytes from where the cursor stands to the end of what is at hand: one at least, none only at the end. */
export function* chunkAt(cursor: Cursor): Reading<Uint8Array> {
  const { window, pieces, endBytes } = cursor;
  while (cursor.piece < cursor.endPiece && cursor.at >= (pieces.lengths[cursor.piece] ?? 0)) {
    cursor.piece++;
    cursor.at = 0;
  }
  if (cursor.piece >= cursor.endPiece || cursor.position >= cursor.lengthBytes) return nothing;
  const offset = (pieces.offsets[cursor.piece] ?? 0) + cursor.at;
  const left = Math.min((pieces.lengths[cursor.piece] ?? 0) - cursor.at, cursor.lengthBytes - cursor.position);
  const [first] = yield* readAt(window, offset, 1, cursor.aheadBytes, endBytes);
  if (first === undefined) return nothing;
  const from = offset - window.offsetBytes;
  return window.bytes.subarray(from, Math.min(from + left, window.bytes.length));
}

/** Up to so many bytes from where the cursor stands, joined where fragments meet; fewer only at the end. */
export function* peek(cursor: Cursor, lengthBytes: number): Reading<Uint8Array> {
  const chunk = yield* chunkAt(cursor);
  if (chunk.length >= lengthBytes || chunk.length === 0) return chunk.subarray(0, lengthBytes);
  const joined = new Uint8Array(lengthBytes);
  const { piece, at, position } = cursor;
  let have = 0;
  for (let part = chunk; part.length > 0 && have < lengthBytes; part = yield* chunkAt(cursor)) {
    const taken = part.subarray(0, lengthBytes - have);
    joined.set(taken, have);
    have += taken.length;
    step(cursor, taken.length);
  }
  cursor.piece = piece;
  cursor.at = at;
  cursor.position = position;
  return joined.subarray(0, have);
}

/** The next so many bytes, as a codestream of its own. The cursor itself stays where it is. */
export function within(cursor: Cursor, lengthBytes: number): Cursor {
  return { ...cursor, lengthBytes: Math.min(cursor.lengthBytes, cursor.position + lengthBytes) };
}

/** Goes on by so many bytes, at most to the end. Nothing is read. */
export function skip(cursor: Cursor, lengthBytes: number): void {
  const { pieces, window } = cursor;
  let left = Math.min(lengthBytes, cursor.lengthBytes - cursor.position);
  while (left > 0 && cursor.piece < cursor.endPiece) {
    const inPiece = Math.min(left, (pieces.lengths[cursor.piece] ?? 0) - cursor.at);
    step(cursor, inPiece);
    left -= inPiece;
    if (left > 0) {
      cursor.piece++;
      cursor.at = 0;
    }
  }
  const offset = (pieces.offsets[cursor.piece] ?? 0) + cursor.at;
  const isFar = offset > window.offsetBytes + window.bytes.length + longReadBytes / 2;
  cursor.aheadBytes = isFar ? shortReadBytes : longReadBytes;
}

/** Is the rest of the codestream padding: nothing, one byte, or bytes that are all zero or all FF? */
export function* isPaddingFrom(cursor: Cursor): Reading<boolean> {
  if (cursor.lengthBytes - cursor.position <= 1) return true;
  const [value] = yield* peek(cursor, 1);
  if (value !== 0 && value !== 0xff) return false;
  for (let chunk = yield* chunkAt(cursor); chunk.length > 0; chunk = yield* chunkAt(cursor)) {
    if (!chunk.every((byte) => byte === value)) return false;
    step(cursor, chunk.length);
  }
  return true;
}

/** Inside one fragment only. */
function step(cursor: Cursor, lengthBytes: number): void {
  cursor.at += lengthBytes;
  cursor.position += lengthBytes;
}

const nothing = new Uint8Array(0);
