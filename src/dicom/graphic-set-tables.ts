import type { GraphicSet } from './graphic-set.ts';

const replacement = '\ufffd';
const decoders = new Map<string, TextDecoder>();
const upperHalves = new Map<GraphicSet, readonly string[]>();
const codesBySet = new Map<GraphicSet, ReadonlyMap<string, number>>();

/** A decoder for a WHATWG encoding; never throws, unreadable bytes become U+FFFD, a byte order mark stays. */
export function decoderOf(encoding: string): TextDecoder {
  let decoder = decoders.get(encoding);
  if (decoder === undefined) {
    decoder = new TextDecoder(encoding, { ignoreBOM: true });
    decoders.set(encoding, decoder);
  }
  return decoder;
}

/** The character of one byte of a single-byte set. The high bit of a G0 byte is clear, that of a G1 byte is set. */
export function characterOfByte(set: GraphicSet, byte: number): string {
  if (byte < 0x80) {
    if (set.encoding === 'romaji')
      return byte === 0x5c ? '\u00a5' : byte === 0x7e ? '\u203e' : String.fromCharCode(byte);
    return String.fromCharCode(byte);
  }
  return upperHalf(set)[byte - 0x80] ?? replacement;
}

/** Two-byte characters of a set, from bytes with or without the high bit. A lone last byte becomes U+FFFD. */
export function charactersOfPairs(set: GraphicSet, bytes: Uint8Array): string {
  const decoder = decoderOf(set.encoding);
  if (set.shift === undefined) return decoder.decode(bytes.map((byte) => byte | 0x80));
  const shifted: number[] = [];
  for (const [i, byte] of bytes.entries()) {
    if (i % 2 === 0) shifted.push(set.shift);
    shifted.push(byte | 0x80);
  }
  return decoder.decode(Uint8Array.from(shifted));
}

/**
 * The code of a character in a set: one byte, or two with the first high, in the half of the code table that the set
 * is for. @returns undefined when the set lacks the character.
 */
export function codeOf(set: GraphicSet, character: string): number | undefined {
  let codes = codesBySet.get(set);
  if (codes === undefined) {
    codes = set.bytesPerCharacter === 1 ? singleByteCodes(set) : pairCodes(set);
    codesBySet.set(set, codes);
  }
  return codes.get(character);
}

/**
 * WHATWG reads the labels of ISO 8859-1, 8859-9 and 8859-11 as Windows code pages, with letters where the standards
 * have the control characters 80-9F. So those 32 are never asked of the platform, and text is the same everywhere.
 */
function upperHalf(set: GraphicSet): readonly string[] {
  let characters = upperHalves.get(set);
  if (characters === undefined) {
    characters = Array.from({ length: 128 }, (_, i) => characterOfUpperByte(set, i + 0x80));
    upperHalves.set(set, characters);
  }
  return characters;
}

function characterOfUpperByte(set: GraphicSet, byte: number): string {
  if (set.encoding === 'katakana') {
    return byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : replacement;
  }
  if (byte < 0xa0) return String.fromCharCode(byte);
  const character = decoderOf(set.encoding).decode(Uint8Array.of(byte));
  // Node gives private characters for codes that the encoding leaves free (Thai DB-DE); browsers give U+FFFD.
  return /\p{Co}/u.test(character) ? replacement : character;
}

function singleByteCodes(set: GraphicSet): ReadonlyMap<string, number> {
  const [first, last] = set.half === 'G0' ? [0x20, 0x7e] : [0x80, 0xff];
  const codes = new Map<string, number>();
  for (let byte = first; byte <= last; byte++) {
    const character = characterOfByte(set, byte);
    if (character !== replacement) codes.set(character, byte);
  }
  return codes;
}

function pairCodes(set: GraphicSet): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  const highBit = set.half === 'G0' ? 0 : 0x80;
  for (let first = 0x21; first <= 0x7e; first++) {
    for (let second = 0x21; second <= 0x7e; second++) {
      const character = charactersOfPairs(set, Uint8Array.of(first, second));
      if (isOneCharacter(character) && !codes.has(character)) {
        codes.set(character, ((first | highBit) << 8) | second | highBit);
      }
    }
  }
  return codes;
}

function isOneCharacter(text: string): boolean {
  return [...text].length === 1 && text !== replacement && text > '\u007f';
}
