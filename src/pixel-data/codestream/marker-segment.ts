import type { Reading } from '../../dicom/reading.ts';
import { uint16At } from './codestream-content.ts';
import { type Cursor, chunkAt, isPaddingFrom, peek, skip } from './cursor.ts';

/** One marker of a JPEG or JPEG 2000 codestream: FF, a code, and mostly a length with content. */
export type MarkerSegment = {
  readonly kind: 'segment';
  readonly code: number;
  readonly content: Uint8Array;
  readonly startBytes: number;
};

export const endOfImage = 0xd9;

/**
 * Reads the marker where the cursor stands, and goes past its segment. The content is good until the next read.
 * @returns `cut` where the bytes end first, `no-marker` where none stands
 */
export function* readMarkerSegment(cursor: Cursor): Reading<MarkerSegment | 'cut' | 'no-marker'> {
  yield* skipFill(cursor);
  const head = yield* peek(cursor, 4);
  if (head.length < 2) return 'cut';
  if (head[0] !== 0xff) return 'no-marker';
  const code = head[1] ?? 0;
  const startBytes = cursor.position;
  const isBare = code === 0x01 || (code >= 0xd0 && code <= endOfImage) || code === 0x92 || code === 0x93;
  if (isBare) {
    skip(cursor, 2);
    return { kind: 'segment', code, content: nothing, startBytes };
  }
  const lengthBytes = 2 + Math.max(2, uint16At(head, 2));
  if (head.length < 4 || startBytes + lengthBytes > cursor.lengthBytes) return 'cut';
  const content = (yield* peek(cursor, lengthBytes)).subarray(4);
  skip(cursor, lengthBytes);
  return { kind: 'segment', code, content, startBytes };
}

const nothing = new Uint8Array(0);

/** Fill bytes FF may stand before any marker (ISO/IEC 10918-1 B.1.1.2); the last FF is the marker's. */
function* skipFill(cursor: Cursor): Reading<void> {
  for (;;) {
    const head = yield* peek(cursor, 2);
    if (head[0] !== 0xff || head[1] !== 0xff) return;
    const chunk = yield* chunkAt(cursor);
    let at = 0;
    while (chunk[at] === 0xff) at++;
    skip(cursor, Math.max(1, at - 1));
  }
}

/** What the end of an image leaves behind it. */
export function* behindImage(cursor: Cursor): Reading<'behind-codestream' | null> {
  return (yield* isPaddingFrom(cursor)) ? null : 'behind-codestream';
}

/**
 * An image that is cut short has nothing behind it, as long as it stops after coded data and not inside a segment.
 * @param hasData whether there has been any
 */
export function withoutEnd(
  why: 'cut' | 'no-marker',
  hasData: boolean,
  { position, lengthBytes }: Cursor,
): 'unknown-codestream' | null {
  return why === 'cut' && hasData && position === lengthBytes ? null : 'unknown-codestream';
}
