import { decoderOf } from './graphic-set-tables.ts';
import { beginsInRomaji, decodeIso2022, encodeIso2022 } from './iso-2022.ts';
import { isKnownTerm, type Repertoire, repertoireOf } from './repertoire.ts';
import { dependsOnCharacterSet, isSingleValue, type Vr } from './vr.ts';
import { encodeWhole } from './whole-encoding.ts';

const encoder = new TextEncoder();
const pageDelimiters: readonly number[] = [0x09, 0x0a, 0x0c, 0x0d];
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are what is asked about
const asciiWithoutEscape = /^[\x00-\x1a\x1c-\x7f]*$/;
const textDelimiters: ReadonlySet<number> = new Set(pageDelimiters);
const valueDelimiters: ReadonlySet<number> = new Set([...pageDelimiters, 0x5c]);
const nameDelimiters: ReadonlySet<number> = new Set([...pageDelimiters, 0x5c, 0x5e, 0x3d]);

/**
 * Decodes a whole value field, backslashes and padding included. Bytes that mean nothing in the character set become
 * U+FFFD; high bytes where only ASCII is allowed are read as Latin-1, so that different values stay different.
 *
 * @param characterSets Specific Character Set in force, one entry a value; empty when absent
 * @param vr UN is read like a text VR
 * @see PS3.3 C.12.1.1.2, PS3.5 6.1
 */
export function decodeText(bytes: Uint8Array, characterSets: readonly string[], vr: Vr): string {
  const repertoire = repertoireFor(vr, characterSets);
  if (repertoire.kind === 'whole') return decoderOf(repertoire.encoding).decode(bytes);
  const hasEscapes = bytes.includes(0x1b);
  if (beginsInRomaji(repertoire)) {
    // JIS X 0201 is the single-byte part of Shift-JIS, and systems that say ISO_IR 13 do write Shift-JIS.
    if (!hasEscapes && bytes.some(isShiftJisLead)) return decodeShiftJis(bytes, delimitersOf(vr));
  } else if (!hasEscapes && isAscii(bytes)) {
    return decoderOf('utf-8').decode(bytes);
  }
  return decodeIso2022(bytes, repertoire, delimitersOf(vr));
}

/**
 * Encodes text for a value field, without padding. What comes back decodes to the same text.
 *
 * @returns null when a character cannot be written in the character set.
 * @see PS3.3 C.12.1.1.2, PS3.5 6.1
 */
export function encodeText(text: string, characterSets: readonly string[], vr: Vr): Uint8Array | null {
  const repertoire = repertoireFor(vr, characterSets);
  // ASCII is part of every repertoire but JIS X 0201; ESC would switch character sets.
  const isRomaji = repertoire.kind === 'code-table' && beginsInRomaji(repertoire);
  if (!isRomaji && asciiWithoutEscape.test(text)) return encoder.encode(text);
  const bytes =
    repertoire.kind === 'whole'
      ? encodeWhole(text, repertoire.encoding)
      : encodeIso2022(text, repertoire, delimitersOf(vr));
  // Holds for every table above; checked because a value that reads differently elsewhere would be a silent change.
  return bytes !== null && decodeText(bytes, characterSets, vr) === text ? bytes : null;
}

/** True for a term of Specific Character Set that this program can decode; the empty one is the default repertoire. */
export function isKnownCharacterSet(term: string): boolean {
  return isKnownTerm(term);
}

function repertoireFor(vr: Vr, characterSets: readonly string[]): Repertoire {
  return repertoireOf(dependsOnCharacterSet(vr) || vr === 'UN' ? characterSets : []);
}

function delimitersOf(vr: Vr): ReadonlySet<number> {
  if (vr === 'PN') return nameDelimiters;
  return isSingleValue(vr) || vr === 'UN' ? textDelimiters : valueDelimiters;
}

function decodeShiftJis(bytes: Uint8Array, delimiters: ReadonlySet<number>): string {
  const text = decoderOf('shift_jis').decode(bytes).replaceAll('~', '\u203e');
  return delimiters.has(0x5c) ? text.replaceAll('\u00a5', '\\') : text.replaceAll('\\', '\u00a5');
}

/** First byte of a two-byte character in Shift-JIS; JIS X 0201 has nothing there. */
function isShiftJisLead(byte: number): boolean {
  return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}
