import { type HiddenCode, hasText, uint32At } from './codestream-content.ts';
import { isEncoderComment } from './known-marks.ts';
import { holdsWord, type SideBytes } from './side-bytes.ts';

/** Boxes that hold boxes (ISO/IEC 14496-12 table 1). */
const containers: ReadonlySet<string> = new Set(['trak', 'mdia', 'minf', 'stbl', 'dinf', 'edts', 'mvex']);

/** Boxes of numbers: times and places of pictures. */
const tables: ReadonlySet<string> = new Set(
  'vmhd dref stts stss stsc stsz stz2 stco co64 ctts cslg sdtp sbgp sgpd elst trex nmhd'.split(' '),
);

/** Boxes that begin with the times at which they were made. */
const dated: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);

/** What the index of an MP4 file holds besides where the pictures are: sound, names, the day it was made. */
export function movieContent(bytes: Uint8Array, side: SideBytes): HiddenCode | null {
  for (let at = 0; at < bytes.length; ) {
    const lengthBytes = uint32At(bytes, at);
    if (lengthBytes < 8 || at + lengthBytes > bytes.length) return 'unknown-codestream';
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const found = boxContent(kind, bytes.subarray(at + 8, at + lengthBytes), side);
    if (found) return found;
    at += lengthBytes;
  }
  return null;
}

function boxContent(kind: string, content: Uint8Array, side: SideBytes): HiddenCode | null {
  if (containers.has(kind)) return movieContent(content, side);
  if (dated.has(kind)) return isDated(content) ? 'codestream-metadata' : null;
  side(content, 'text');
  if (kind === 'hdlr') return handlerContent(content);
  if (kind === 'stsd') return isKnownSampleEntry(content) ? null : 'codestream-metadata';
  if (kind === 'udta') return isKnownUserData(content) ? null : 'codestream-metadata';
  return tables.has(kind) && !holdsWord(content) ? null : 'codestream-metadata';
}

/** Two numbers of 32 bits, or of 64 in version 1. */
function isDated(content: Uint8Array): boolean {
  const timeBytes = content[0] === 1 ? 16 : 8;
  return content.subarray(4, 4 + timeBytes).some((byte) => byte !== 0);
}

/** What a track is of, and a name (8.4.3). */
function handlerContent(content: Uint8Array): HiddenCode | null {
  if (hasText(content, 8, 'soun')) return 'audio-track';
  const name = String.fromCharCode(...content.subarray(24)).replace(/[\0-\x20]/g, '');
  return /^(VideoHandler|DataHandler)?$/.test(name) ? null : 'codestream-metadata';
}

const compressorAt = 8 + 8 + 42;

/** One entry for video, with the name of the encoder in 32 bytes (12.1.3). */
function isKnownSampleEntry(content: Uint8Array): boolean {
  const entry = content.subarray(8);
  if (uint32At(content, 4) !== 1 || !/^(avc[134]|hvc1|hev1|mp4v)$/.test(String.fromCharCode(...entry.subarray(4, 8)))) {
    return false;
  }
  const name = content.subarray(compressorAt, compressorAt + 32);
  const text = name.subarray(1, 1 + (name[0] ?? 0));
  const rest = content.subarray(compressorAt + 32);
  const isKnown = isEncoderComment(text) || /^(AVC|HEVC) Coding$/.test(String.fromCharCode(...text));
  const isRestEmpty = name.subarray(1 + text.length).every((byte) => byte === 0);
  return isKnown && isRestEmpty && !holdsWord(rest);
}

/** What FFmpeg writes: that it was FFmpeg. */
function isKnownUserData(content: Uint8Array): boolean {
  const text = String.fromCharCode(...content.map((byte) => (byte >= 0x20 && byte < 0x7f ? byte : 0x20)));
  return (text.match(/[^ ]{3,}/g) ?? []).every((word) =>
    /^.?(meta|hdlr|mdirappl|ilst|too|data|.?too|Lavf\d{2}(\.\d{1,3}){0,2})$/.test(word),
  );
}
