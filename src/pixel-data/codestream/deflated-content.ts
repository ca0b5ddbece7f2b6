import { inflatedLength } from '../../dicom/deflate-dataset.ts';
import type { Reading } from '../../dicom/reading.ts';
import type { HiddenCode } from './codestream-content.ts';
import { type Cursor, peek } from './cursor.ts';

/** Larger deflated frames are met nowhere; a frame has to be whole in memory. */
const largestFrameBytes = 64 * 1024 * 1024;

/**
 * A deflated frame gives exactly the bytes of its pixels, and ends where its stream ends (PS3.5 A.4.13): without its last
 * two bytes it is incomplete. One of them may make the length even.
 */
export function* deflatedContent(cursor: Cursor, frameBytes: number): Reading<HiddenCode | null> {
  const { lengthBytes } = cursor;
  if (lengthBytes > largestFrameBytes || frameBytes > largestFrameBytes) return 'unknown-codestream';
  const bytes = (yield* peek(cursor, lengthBytes)).slice();
  const inflated = inflatedLength(bytes, frameBytes + 1);
  if (inflated === null || inflated < frameBytes || inflated > frameBytes + 1) return 'unknown-codestream';
  return inflatedLength(bytes.subarray(0, lengthBytes - 2), frameBytes + 1) === null ? null : 'behind-codestream';
}
