import type { Reading } from '../../dicom/reading.ts';
import { type HiddenCode, uint16At } from './codestream-content.ts';
import { type Cursor, isPaddingFrom, peek, skip } from './cursor.ts';
import { holdsWord, type SideBytes } from './side-bytes.ts';
import { createUnitWalker } from './video-units.ts';

/** Start codes of MPEG-2 systems (ISO/IEC 13818-1 table 2-22). */
const code = { end: 0xb9, pack: 0xba, systemHeader: 0xbb, map: 0xbc, padding: 0xbe } as const;

/** Looks through the packs of an MPEG-2 program stream, and through the video that they carry. */
export function* programStreamContent(cursor: Cursor, side: SideBytes): Reading<HiddenCode | null> {
  const video = createUnitWalker(side);
  while (cursor.position < cursor.lengthBytes) {
    const head = (yield* peek(cursor, 14)).slice();
    if (uint16At(head, 0) !== 0 || head[2] !== 1) {
      return (yield* isPaddingFrom(cursor)) ? video.end() : 'behind-codestream';
    }
    const kind = head[3] ?? 0;
    const packet = yield* peek(cursor, lengthOf(head));
    const content = packet.subarray(6);
    const found = packetContent(kind, content, side) ?? (isVideo(kind) ? video.push(videoIn(content)) : null);
    if (found) return found;
    skip(cursor, packet.length);
  }
  return video.end();
}

/** A pack has a fixed length and stuffing, shorter in MPEG-1; all else says how long it is (2.5.3.4). */
function lengthOf(head: Uint8Array): number {
  if (head[3] === code.end) return 4;
  if (head[3] !== code.pack) return 6 + uint16At(head, 4);
  return (head[4] ?? 0) >> 6 === 1 ? 14 + ((head[13] ?? 0) & 7) : 12;
}

function isVideo(kind: number): boolean {
  return kind >= 0xe0 && kind <= 0xef;
}

function packetContent(kind: number, content: Uint8Array, side: SideBytes): HiddenCode | null {
  if (isVideo(kind) || kind === code.pack || kind === code.end) return null;
  // Private stream 1 carries sound and subtitles.
  if ((kind >= 0xc0 && kind <= 0xdf) || kind === 0xbd) return 'audio-track';
  if (kind === code.padding) return isStuffing(content) ? null : 'behind-codestream';
  if (kind !== code.systemHeader && kind !== code.map) return 'unknown-codestream';
  side(content, 'text');
  return holdsWord(content) ? 'codestream-metadata' : null;
}

/** FF throughout; MPEG-1 begins with 0F (11172-1 2.4.3.3). */
function isStuffing(content: Uint8Array): boolean {
  return content.every((byte, at) => byte === 0xff || (at === 0 && byte === 0x0f));
}

/** Behind the header of the packet: a length in MPEG-2, stuffing, a buffer size and times in MPEG-1 (2.4.3.6; 11172-1 2.4.3.3). */
function videoIn(content: Uint8Array): Uint8Array {
  if ((content[0] ?? 0) >> 6 === 2) return content.subarray(3 + (content[2] ?? 0));
  let at = 0;
  while (content[at] === 0xff) at++;
  if ((content[at] ?? 0) >> 6 === 1) at += 2;
  const times = (content[at] ?? 0) >> 4;
  return content.subarray(at + (times === 2 ? 5 : times === 3 ? 10 : 1));
}
