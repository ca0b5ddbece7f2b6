import type { Reading } from '../../dicom/reading.ts';
import type { HiddenCode } from './codestream-content.ts';
import { type Cursor, chunkAt, isPaddingFrom, peek, skip, within } from './cursor.ts';

const headerBytes = 64;
const mostSegments = 15;

/**
 * Goes through an RLE frame without keeping what it decodes: as many segments as the image has bytes in a pixel, one
 * behind the other, each with the bytes that the frame takes and padding behind.
 * @param segments the image has, and @param pixels in each
 * @see PS3.5 annex G
 */
export function* rleContent(cursor: Cursor, segments: number, pixels: number): Reading<HiddenCode | null> {
  const header = yield* peek(cursor, headerBytes);
  const offsets = offsetsOf(header);
  if (offsets === null || offsets.length !== segments) return 'unknown-codestream';
  skip(cursor, headerBytes);
  for (const [n, offset] of offsets.entries()) {
    const end = offsets[n + 1] ?? cursor.lengthBytes;
    if (end < offset || end > cursor.lengthBytes) return 'unknown-codestream';
    const segment = within(cursor, end - offset);
    yield* decodeSegment(segment, pixels);
    if (!(yield* isPaddingFrom(segment))) return 'behind-codestream';
    skip(cursor, end - offset);
  }
  return null;
}

/** @returns null where the header is none: more segments than it has room for, or something besides their offsets */
function offsetsOf(header: Uint8Array): readonly number[] | null {
  if (header.length < headerBytes) return null;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const count = view.getUint32(0, true);
  if (count === 0 || count > mostSegments) return null;
  const offsets = Array.from({ length: count }, (_, n) => view.getUint32(4 + 4 * n, true));
  const isRestEmpty = header.subarray(4 + 4 * count).every((byte) => byte === 0);
  return isRestEmpty && offsets[0] === headerBytes ? offsets : null;
}

/** Goes past the runs that make up so many bytes; the cursor then stands at what is behind them. */
function* decodeSegment(cursor: Cursor, wanted: number): Reading<void> {
  let decoded = 0;
  /** Bytes of a run that has begun, still to be passed. */
  let inside = 0;
  while (decoded < wanted || inside > 0) {
    const chunk = yield* chunkAt(cursor);
    if (chunk.length === 0) return;
    let at = 0;
    while (at < chunk.length) {
      if (inside > 0) {
        const passed = Math.min(inside, chunk.length - at);
        inside -= passed;
        at += passed;
        continue;
      }
      if (decoded >= wanted) break;
      const control = chunk[at++] ?? 0;
      // 0 to 127: so many bytes and one more; 129 to 255: one byte again and again; 128: nothing.
      if (control < 128) {
        // What a run has beyond the frame belongs to no pixel.
        inside = Math.min(control + 1, wanted - decoded);
        decoded += inside;
      } else if (control > 128) {
        inside = 1;
        decoded += 257 - control;
      }
    }
    skip(cursor, at);
  }
}
