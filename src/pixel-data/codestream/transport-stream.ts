import type { Reading } from '../../dicom/reading.ts';
import { type HiddenCode, uint16At } from './codestream-content.ts';
import { type Cursor, chunkAt, isPaddingFrom, peek, skip } from './cursor.ts';
import { holdsWord, type SideBytes } from './side-bytes.ts';
import { createUnitWalker, type UnitWalker } from './video-units.ts';

export const packetBytes = 188;
export const syncByte = 0x47;

/** Packet identifiers that have a fixed meaning (ISO/IEC 13818-1 table 2-3, ETSI EN 300 468 table 1). */
const pid = { associations: 0, services: 0x11, nothing: 0x1fff } as const;

/** Stream types (ISO/IEC 13818-1 table 2-34): MPEG-1 and MPEG-2 video, MPEG-4, H.264, H.265. */
const videoTypes: ReadonlySet<number> = new Set([0x01, 0x02, 0x10, 0x1b, 0x24]);
/** MPEG-1, MPEG-2, private data, AAC, LATM, MPEG-4, and what Blu-ray and ATSC use. */
const audioTypes: ReadonlySet<number> = new Set([0x03, 0x04, 0x06, 0x0f, 0x11, 0x1c, 0x80, 0x81, 0x83, 0x87]);

type Programs = {
  readonly maps: Set<number>;
  readonly videos: Map<number, UnitWalker>;
  readonly side: SideBytes;
};

/** Looks through the packets of an MPEG-2 transport stream, and through the video that they carry. */
export function* transportStreamContent(cursor: Cursor, side: SideBytes): Reading<HiddenCode | null> {
  const programs: Programs = { maps: new Set(), videos: new Map(), side };
  for (;;) {
    const chunk = yield* chunkAt(cursor);
    const packets = chunk.length === 0 || chunk.length >= packetBytes ? chunk : yield* peek(cursor, packetBytes);
    if (packets.length < packetBytes || packets[0] !== syncByte) break;
    const found = packetsContent(packets, programs);
    if (typeof found !== 'number') return found;
    skip(cursor, found);
  }
  if (!(yield* isPaddingFrom(cursor))) return 'behind-codestream';
  // Without a map nobody knows what is carried.
  if (programs.videos.size === 0) return 'unknown-codestream';
  return [...programs.videos.values()].map((video) => video.end()).find((found) => found !== null) ?? null;
}

/** @returns what is hidden in packets, else how many bytes they have that are whole */
function packetsContent(packets: Uint8Array, programs: Programs): HiddenCode | number {
  let at = 0;
  for (; at + packetBytes <= packets.length && packets[at] === syncByte; at += packetBytes) {
    const found = packetContent(packets.subarray(at, at + packetBytes), programs);
    if (found) return found;
  }
  return at;
}

function packetContent(packet: Uint8Array, programs: Programs): HiddenCode | null {
  const { maps, videos, side } = programs;
  const id = uint16At(packet, 1) & 0x1fff;
  const isStart = ((packet[1] ?? 0) & 0x40) !== 0;
  const control = ((packet[3] ?? 0) >> 4) & 3;
  const adaptation = (control & 2) === 0 ? packet.subarray(4, 4) : packet.subarray(5, 5 + (packet[4] ?? 0));
  if (holdsPrivateData(adaptation)) return 'codestream-metadata';
  if ((control & 1) === 0) return null;
  const payload = packet.subarray((control & 2) === 0 ? 4 : 5 + adaptation.length);
  if (id === pid.nothing) return isConstant(payload) ? null : 'behind-codestream';
  const video = videos.get(id);
  if (video !== undefined) return pushPacket(payload, isStart, video, side);
  if (!isStart) return 'unknown-codestream';
  const section = sectionOf(payload);
  if (section === null) return 'unknown-codestream';
  if (id === pid.associations) return addMaps(section, maps);
  if (maps.has(id)) return addStreams(section, programs);
  return id === pid.services && isKnownService(section) ? null : 'codestream-metadata';
}

/** Behind flags and clocks stand stuffing bytes; private data is whatever somebody liked (ISO/IEC 13818-1 2.4.3.4). */
function holdsPrivateData(field: Uint8Array): boolean {
  if (field.length === 0) return false;
  const flags = field[0] ?? 0;
  if ((flags & 0x03) !== 0) return true;
  const clocks = ((flags >> 4) & 1) * 6 + ((flags >> 3) & 1) * 6 + ((flags >> 2) & 1);
  return !field.subarray(1 + clocks).every((byte) => byte === 0xff);
}

function isConstant(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === bytes[0]);
}

/** The section of a table that begins in this packet and ends in it. @returns null for anything else */
function sectionOf(payload: Uint8Array): Uint8Array | null {
  const start = 1 + (payload[0] ?? 0);
  const end = start + 3 + (uint16At(payload, start + 1) & 0xfff);
  if (end > payload.length || end < start + 12) return null;
  return payload.subarray(end).every((byte) => byte === 0xff) ? payload.subarray(start, end) : null;
}

const checksumBytes = 4;

/** The identifiers of the program maps (2.4.4.3). */
function addMaps(section: Uint8Array, maps: Set<number>): HiddenCode | null {
  for (let at = 8; at + 4 <= section.length - checksumBytes; at += 4) maps.add(uint16At(section, at + 2) & 0x1fff);
  return null;
}

/** The streams of a program and what they are (2.4.4.8). */
function addStreams(section: Uint8Array, { videos, side }: Programs): HiddenCode | null {
  const end = section.length - checksumBytes;
  const about = uint16At(section, 10) & 0xfff;
  side(section.subarray(12, end), 'text');
  if (holdsWord(section)) return 'codestream-metadata';
  for (let at = 12 + about; at + 5 <= end; at += 5 + (uint16At(section, at + 3) & 0xfff)) {
    const type = section[at] ?? 0;
    const id = uint16At(section, at + 1) & 0x1fff;
    if (audioTypes.has(type)) return 'audio-track';
    if (!videoTypes.has(type)) return 'unknown-codestream';
    if (!videos.has(id)) videos.set(id, createUnitWalker(side));
  }
  return null;
}

/** What FFmpeg names its service. */
function isKnownService(section: Uint8Array): boolean {
  const text = String.fromCharCode(...section.map((byte) => (byte >= 0x20 && byte < 0x7f ? byte : 0x20)));
  return (text.match(/[A-Za-z]{3,}\d*/g) ?? []).every((word) => /^(FFmpeg|Service\d{2})$/.test(word));
}

const longestHeader = 64;

/** Video begins behind the header of a packetized stream (2.4.3.6). */
function pushPacket(payload: Uint8Array, isStart: boolean, video: UnitWalker, side: SideBytes): HiddenCode | null {
  if (!isStart) return video.push(payload);
  const headerBytes = 9 + (payload[8] ?? 0);
  if (uint16At(payload, 0) !== 0 || payload[2] !== 1 || headerBytes > longestHeader) return 'unknown-codestream';
  side(payload.subarray(9, headerBytes), 'table');
  if (holdsWord(payload.subarray(9, headerBytes))) return 'codestream-metadata';
  return video.push(payload.subarray(headerBytes));
}
