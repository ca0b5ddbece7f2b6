import { encodeText } from '../../dicom/character-set.ts';
import { isAscii } from './fold-text.ts';

/**
 * The bytes that a text beyond ASCII may be stored as: in the file's own character set, UTF-8, UTF-16 in both byte orders,
 * Latin-1, GB18030, Shift-JIS and EUC-KR, as far as each can write it.
 */
export function possibleEncodings(text: string, characterSets: readonly string[]): readonly Uint8Array[] {
  // Bytes beyond ASCII are not compared in either case, so both cases are written.
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()])].flatMap((form) =>
    encodingsOf(form, characterSets),
  );
}

function encodingsOf(text: string, characterSets: readonly string[]): readonly Uint8Array[] {
  const declared = [characterSets, ['ISO_IR 192'], ['ISO_IR 100'], ['GB18030']].map((sets) =>
    encodeText(text, sets, 'LO'),
  );
  const undeclared = (['shift_jis', 'euc-kr'] as const).map((encoding) => encodePairs(text, encoding));
  return [...declared, ...undeclared, utf16(text, true), utf16(text, false)].filter((bytes) => bytes !== null);
}

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittleEndian);
  return bytes;
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Encodings that DICOM does not declare under these names, though files are written in them. */
function encodePairs(text: string, encoding: 'shift_jis' | 'euc-kr'): Uint8Array | null {
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  const bytes: number[] = [];
  for (const character of text) {
    const code = isAscii(character) ? [character.charCodeAt(0)] : table.get(character);
    if (code === undefined) return null;
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

/** Codes by character, found by decoding every code of one and two bytes once. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) add(table, decoder, [first, second]);
    add(table, decoder, [first]);
  }
  return table;
}

function add(table: Map<string, readonly number[]>, decoder: TextDecoder, code: readonly number[]): void {
  const character = decoder.decode(Uint8Array.from(code));
  if ([...character].length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, code);
}
