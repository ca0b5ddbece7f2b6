import type { HiddenCode } from './codestream-content.ts';
import { isEncoderComment } from './known-marks.ts';
import { holdsWord, type SideBytes } from './side-bytes.ts';

/** How the units of an elementary video stream are told apart. */
export type VideoCodec = 'mpeg2' | 'avc' | 'hevc';

/** A unit of coded pictures, one that says how to read them, or one that is not understood. */
export type UnitKind = 'coded' | 'header' | 'message' | 'user-data' | 'filler' | 'unknown';

/** Told by the first unit: start codes of MPEG-2 are above those of the others, HEVC has two bytes and one layer. */
export function codecOf(first: number, second: number): VideoCodec {
  if (first >= 0x80) return 'mpeg2';
  return second === 0x01 && [0x40, 0x42, 0x44, 0x46, 0x4e].includes(first) ? 'hevc' : 'avc';
}

type UnitKinds = { readonly typeOf: (first: number) => number; readonly kinds: ReadonlyMap<number, UnitKind> };

/** @see ISO/IEC 13818-2 table 6-1, ITU-T H.264 table 7-1, H.265 table 7-1 */
const byCodec: Readonly<Record<VideoCodec, UnitKinds>> = {
  mpeg2: {
    typeOf: (first) => first,
    kinds: kindsOf({ coded: between(0x01, 0xaf), 'user-data': [0xb2], header: [0x00, 0xb3, 0xb4, 0xb5, 0xb7, 0xb8] }),
  },
  avc: {
    typeOf: (first) => (first < 0x80 ? first & 31 : -1),
    kinds: kindsOf({
      coded: [...between(1, 5), ...between(19, 21)],
      message: [6],
      filler: [12],
      header: [...between(7, 11), ...between(13, 15)],
    }),
  },
  hevc: {
    typeOf: (first) => (first < 0x80 ? first >> 1 : -1),
    kinds: kindsOf({ coded: between(0, 21), message: [39, 40], filler: [38], header: between(32, 37) }),
  },
};

export function unitKind(codec: VideoCodec, first: number): UnitKind {
  const { typeOf, kinds } = byCodec[codec];
  return kinds.get(typeOf(first)) ?? 'unknown';
}

function kindsOf(types: Partial<Record<UnitKind, readonly number[]>>): ReadonlyMap<number, UnitKind> {
  return new Map(Object.entries(types).flatMap(([kind, all]) => all.map((type) => [type, kind as UnitKind] as const)));
}

function between(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** Headers are short: quantization matrices and parameter sets. */
const longestHeader = 1024;

/** What a unit that is not coded pictures holds besides numbers. @param unit from its first byte on, zeros behind it off */
export function unitContent(codec: VideoCodec, unit: Uint8Array, side: SideBytes): HiddenCode | null {
  const kind = unitKind(codec, unit[0] ?? 0);
  const headBytes = codec === 'hevc' ? 2 : 1;
  const content = unit.subarray(headBytes);
  switch (kind) {
    case 'coded':
      return null;
    case 'unknown':
      return 'unknown-codestream';
    case 'user-data':
      side(content, 'text');
      return isEncoderComment(content) ? null : 'codestream-comment';
    case 'filler':
      return content.every((byte, at) => byte === 0xff || (byte === 0x80 && at === content.length - 1))
        ? null
        : 'codestream-metadata';
    case 'message':
      return messagesContent(withoutEmulation(content), side);
    case 'header':
      side(content, 'table');
      return content.length > longestHeader || holdsWord(content) ? 'codestream-metadata' : null;
  }
}

const registeredUserData = 4;
const unregisteredUserData = 5;
const uuidBytes = 16;
const longestMessage = 64;

/** Supplemental enhancement information: kind and length of each message, in bytes that go on while they are 255 (H.264 7.3.2.3). */
function messagesContent(content: Uint8Array, side: SideBytes): HiddenCode | null {
  let at = 0;
  while (at < content.length && !(content[at] === 0x80 && at === content.length - 1)) {
    const kind = readCoded(content, at);
    const length = readCoded(content, kind.end);
    const end = length.end + length.value;
    if (end > content.length) return 'codestream-metadata';
    const message = content.subarray(length.end, end);
    side(message, 'text');
    if (kind.value === registeredUserData) return 'codestream-comment';
    if (kind.value === unregisteredUserData) {
      if (!isEncoderComment(message.subarray(uuidBytes))) return 'codestream-comment';
    } else if (message.length > longestMessage || holdsWord(message)) {
      return 'codestream-metadata';
    }
    at = end;
  }
  return null;
}

function readCoded(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } {
  let value = 0;
  let at = from;
  while (bytes[at] === 0xff) {
    value += 255;
    at++;
  }
  return { value: value + (bytes[at] ?? 0), end: at + 1 };
}

/** The 3 in 00 00 03 is there so that no start code is met by chance (H.264 7.4.1). */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => !(byte === 3 && at >= 2 && bytes[at - 1] === 0 && bytes[at - 2] === 0));
}
