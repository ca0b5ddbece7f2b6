import { type CodestreamContent, hasText, uint16At, uint32At } from './codestream-content.ts';

/**
 * Looks through the first bytes of a video for a sound track and for text that its encoder was given: MPEG-2 transport
 * and program streams, elementary streams of MPEG-2, H.264 and H.265, and MP4 (PS3.5 8.2.5 to 8.2.9).
 */
export function videoContent(bytes: Uint8Array): CodestreamContent {
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return transportStreamContent(bytes);
  if (hasText(bytes, 4, 'ftyp')) return mp4Content(bytes);
  return startCodeContent(bytes);
}

/** Stream types of audio in a program map: MPEG-1, MPEG-2, AAC, LATM, AC-3, and private ones (ISO/IEC 13818-1 2.4.4.9). */
const audioStreamTypes: ReadonlySet<number> = new Set([0x03, 0x04, 0x06, 0x0f, 0x11, 0x1c, 0x80, 0x81, 0x83, 0x87]);

/** Without a program map in the first bytes nobody knows what is carried. */
function transportStreamContent(bytes: Uint8Array): CodestreamContent {
  for (let at = 0; at + 188 <= bytes.length && bytes[at] === 0x47; at += 188) {
    const hasAdaptation = ((bytes[at + 3] ?? 0) & 0x20) !== 0;
    const payload = at + 4 + (hasAdaptation ? 1 + (bytes[at + 4] ?? 0) : 0);
    const isStart = ((bytes[at + 1] ?? 0) & 0x40) !== 0;
    const table = payload + 1 + (bytes[payload] ?? 0);
    // Table 2 is a program map; packets of pictures begin with 00 00 01.
    if (!isStart || isPacketStart(bytes, payload) || bytes[table] !== 0x02) continue;
    const end = table + 3 + (uint16At(bytes, table + 1) & 0xfff) - 4;
    for (let entry = table + 12 + (uint16At(bytes, table + 10) & 0xfff); entry + 5 <= end; ) {
      if (audioStreamTypes.has(bytes[entry] ?? 0)) return 'audio-track';
      entry += 5 + (uint16At(bytes, entry + 3) & 0xfff);
    }
    return 'nothing';
  }
  return 'unknown-codestream';
}

function isPacketStart(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1;
}

/** Handler of the tracks, where the index stands in front; else nobody knows. */
function mp4Content(bytes: Uint8Array): CodestreamContent {
  for (let at = 0; at + 8 <= bytes.length; at += Math.max(8, uint32At(bytes, at))) {
    if (!hasText(bytes, at + 4, 'moov')) continue;
    const end = at + uint32At(bytes, at);
    if (end > bytes.length) return 'unknown-codestream';
    const index = bytes.subarray(at, end);
    if (holdsText(index, 'soun')) return 'audio-track';
    return holdsText(index, 'udta') && !holdsText(index, 'Lavf') ? 'codestream-metadata' : 'nothing';
  }
  return 'unknown-codestream';
}

/** Start codes of MPEG-2 systems and video: audio packets C0 to DF, private stream 1, user data. */
function startCodeContent(bytes: Uint8Array): CodestreamContent {
  if (!isPacketStart(bytes, 0) && !isPacketStart(bytes, 1)) return 'unknown-codestream';
  const isProgramStream = bytes[3] === 0xba;
  for (let at = bytes.indexOf(1); at >= 0; at = bytes.indexOf(1, at + 1)) {
    if (at < 2 || bytes[at - 1] !== 0 || bytes[at - 2] !== 0) continue;
    const code = bytes[at + 1] ?? 0;
    if (isProgramStream && ((code >= 0xc0 && code <= 0xdf) || code === 0xbd)) return 'audio-track';
    if (isText(bytes, at + 2) && (code === 0xb2 || isUnregisteredUserData(bytes, at + 1))) return 'codestream-comment';
  }
  return 'nothing';
}

/** Supplemental enhancement information, user data unregistered: H.264 7.3.2.3, H.265 7.3.2.4. */
function isUnregisteredUserData(bytes: Uint8Array, at: number): boolean {
  const isH264 = ((bytes[at] ?? 0) & 0x1f) === 6 && bytes[at + 1] === 5;
  const isH265 = [39, 40].includes(((bytes[at] ?? 0) >> 1) & 0x3f) && bytes[at + 2] === 5;
  return isH264 || isH265;
}

/** Encoders write their own name there, and nothing that identifies anyone. */
const encoderNames = ['x264 - core', 'x265 (build', 'Lavc', 'MainConcept', 'DVD', 'GA94'];

function isText(bytes: Uint8Array, from: number): boolean {
  const stretch = bytes.subarray(from, from + 64);
  if (encoderNames.some((name) => holdsText(stretch, name))) return false;
  let run = 0;
  for (const byte of stretch) {
    run = byte >= 0x20 && byte < 0x7f ? run + 1 : 0;
    if (run >= 6) return true;
  }
  return false;
}

function holdsText(bytes: Uint8Array, text: string): boolean {
  for (let at = 0; at + text.length <= bytes.length; at++) if (hasText(bytes, at, text)) return true;
  return false;
}
