import type { Reading } from '../../dicom/reading.ts';
import { type HiddenCode, uint16At } from './codestream-content.ts';
import { type Cursor, chunkAt, peek, skip } from './cursor.ts';
import { isMp4, mp4Content } from './mp4-content.ts';
import { programStreamContent } from './program-stream.ts';
import type { SideBytes } from './side-bytes.ts';
import { packetBytes, syncByte, transportStreamContent } from './transport-stream.ts';
import { createUnitWalker } from './video-units.ts';

/**
 * Looks through a video for a sound track and for what its encoder was given to write besides the pictures: MPEG-2
 * transport and program streams, elementary streams of MPEG-2, H.264 and H.265, and MP4 (PS3.5 8.2.5 to 8.2.9).
 * @param side takes what is not coded pictures
 * @returns null when there is nothing but the pictures
 */
export function* videoContent(cursor: Cursor, side: SideBytes): Reading<HiddenCode | null> {
  const start = (yield* peek(cursor, packetBytes + 1)).slice();
  if (start[0] === syncByte && (start[packetBytes] === syncByte || start.length === packetBytes)) {
    return yield* transportStreamContent(cursor, side);
  }
  if (isMp4(start)) return yield* mp4Content(cursor, side);
  if (uint16At(start, 0) === 0 && start[2] === 1 && start[3] === 0xba) return yield* programStreamContent(cursor, side);
  const units = createUnitWalker(side);
  for (let chunk = yield* chunkAt(cursor); chunk.length > 0; chunk = yield* chunkAt(cursor)) {
    const found = units.push(chunk);
    if (found) return found;
    skip(cursor, chunk.length);
  }
  return units.end();
}
