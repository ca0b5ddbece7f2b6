import type { Reading } from '../../dicom/reading.ts';
import type { HiddenCode } from './codestream-content.ts';
import { type Cursor, isPaddingFrom, skip } from './cursor.ts';

/** A frame that is encapsulated and not compressed has the bytes of its pixels and padding (PS3.5 A.4.11). */
export function* uncompressedContent(cursor: Cursor, frameBytes: number): Reading<HiddenCode | null> {
  if (cursor.lengthBytes < frameBytes) return 'unknown-codestream';
  skip(cursor, frameBytes);
  return (yield* isPaddingFrom(cursor)) ? null : 'behind-codestream';
}
