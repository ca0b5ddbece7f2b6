import type { Reading } from '../../dicom/reading.ts';
import { type HiddenCode, hasText, uint32At } from './codestream-content.ts';
import { type Cursor, isPaddingFrom, peek, skip, within } from './cursor.ts';
import { movieContent } from './mp4-movie.ts';
import type { SideBytes } from './side-bytes.ts';
import { codecOf, unitContent, unitKind, type VideoCodec } from './video-unit-content.ts';

export function isMp4(bytes: Uint8Array): boolean {
  return hasText(bytes, 4, 'ftyp');
}

const longestMovie = 64 * 1024 * 1024;
const longestBrands = 64;

/** Looks through the boxes of an MP4 file: its index, and the units of video in its data (ISO/IEC 14496-12 and -15). */
export function* mp4Content(cursor: Cursor, side: SideBytes): Reading<HiddenCode | null> {
  while (cursor.position < cursor.lengthBytes) {
    const head = (yield* peek(cursor, 16)).slice();
    const left = cursor.lengthBytes - cursor.position;
    if (head.length < 8 || uint32At(head, 4) === 0) {
      return (yield* isPaddingFrom(cursor)) ? null : 'behind-codestream';
    }
    const stated = uint32At(head, 0);
    const headBytes = stated === 1 ? 16 : 8;
    const long = uint32At(head, 8) * 2 ** 32 + uint32At(head, 12);
    const lengthBytes = stated === 0 ? left : stated === 1 ? long : stated;
    if (lengthBytes < headBytes || lengthBytes > left) return 'unknown-codestream';
    skip(cursor, headBytes);
    const kind = String.fromCharCode(...head.subarray(4, 8));
    const found = yield* boxContent(within(cursor, lengthBytes - headBytes), kind, lengthBytes - headBytes, side);
    if (found) return found;
    skip(cursor, lengthBytes - headBytes);
  }
  return null;
}

function* boxContent(inside: Cursor, kind: string, lengthBytes: number, side: SideBytes): Reading<HiddenCode | null> {
  switch (kind) {
    case 'ftyp': {
      const brands = yield* peek(inside, longestBrands + 1);
      side(brands, 'text');
      return brands.length > longestBrands ? 'codestream-metadata' : null;
    }
    case 'free':
    case 'skip':
    case 'wide':
      return (yield* isPaddingFrom(inside)) ? null : 'codestream-metadata';
    case 'moov':
      if (lengthBytes > longestMovie) return 'unknown-codestream';
      return movieContent((yield* peek(inside, lengthBytes)).slice(), side);
    case 'mdat':
      return yield* dataContent(inside, side);
    default:
      return 'codestream-metadata';
  }
}

const longestUnit = 64 * 1024;

/** Video in MP4: units behind their lengths of four bytes. */
function* dataContent(inside: Cursor, side: SideBytes): Reading<HiddenCode | null> {
  let codec: VideoCodec | null = null;
  while (inside.position < inside.lengthBytes) {
    const head = yield* peek(inside, 6);
    const lengthBytes = uint32At(head, 0);
    if (lengthBytes === 0 || inside.position + 4 + lengthBytes > inside.lengthBytes) return 'unknown-codestream';
    skip(inside, 4);
    codec ??= codecOf(head[4] ?? 0, head[5] ?? 0);
    if (unitKind(codec, head[4] ?? 0) !== 'coded') {
      if (lengthBytes > longestUnit) return 'unknown-codestream';
      const found = unitContent(codec, (yield* peek(inside, lengthBytes)).slice(), side);
      if (found) return found;
    }
    skip(inside, lengthBytes);
  }
  return null;
}
