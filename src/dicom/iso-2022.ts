import { type GraphicSet, graphicSetsByEscape, romaji } from './graphic-set.ts';
import { characterOfByte, charactersOfPairs, codeOf } from './graphic-set-tables.ts';
import type { Repertoire } from './repertoire.ts';

type CodeTable = Extract<Repertoire, { kind: 'code-table' }>;

const escapeByte = 0x1b;
const replacement = '\ufffd';

/**
 * Decodes text with or without ISO 2022 escape sequences. Known escape sequences count even where they are not
 * declared, because the bytes mean nothing else; unknown ones and broken pairs become U+FFFD.
 *
 * @param delimiters bytes after which the sets of value 1 are active again (PS3.5 6.1.2.5.3)
 */
export function decodeIso2022(bytes: Uint8Array, table: CodeTable, delimiters: ReadonlySet<number>): string {
  let text = '';
  let g0 = table.g0;
  let g1 = table.g1;
  let i = 0;
  while (i < bytes.length) {
    const byte = bytes[i]!;
    if (byte === escapeByte) {
      const set = setAfterEscape(bytes, i + 1);
      if (set === undefined) text += replacement;
      else if (set.half === 'G0') g0 = set;
      else g1 = set;
      i += 1 + (set?.escape.length ?? 0);
    } else if (byte >= 0x80) {
      const end = endOfRun(bytes, i, (next) => next >= 0x80);
      text += decodeHighBytes(bytes.subarray(i, end), g1);
      i = end;
    } else if (g0.bytesPerCharacter === 2 && byte > 0x20 && byte < 0x7f) {
      const end = endOfRun(bytes, i, (next) => next > 0x20 && next < 0x7f);
      text += charactersOfPairs(g0, bytes.subarray(i, end));
      i = end;
    } else {
      // A delimiter stays itself: 5C separates values even where it would draw a yen sign.
      const isDelimiter = delimiters.has(byte);
      text += isDelimiter || g0.bytesPerCharacter === 2 ? String.fromCharCode(byte) : characterOfByte(g0, byte);
      if (isDelimiter) {
        g0 = table.g0;
        g1 = table.g1;
      }
      i++;
    }
  }
  return text;
}

/**
 * Encodes text in the sets of value 1 and, where code extensions are declared, in the others by escape sequences. The
 * sets of value 1 are active again before each delimiter and at the end (PS3.5 6.1.2.5.3).
 *
 * @returns null when a character is in no declared set.
 */
export function encodeIso2022(text: string, table: CodeTable, delimiters: ReadonlySet<number>): Uint8Array | null {
  const bytes: number[] = [];
  let g0 = table.g0;
  let g1 = table.g1;
  const invoke = (set: GraphicSet): void => {
    if (set.half === 'G0') g0 = set;
    else g1 = set;
    bytes.push(escapeByte, ...[...set.escape].map((letter) => letter.charCodeAt(0)));
  };
  const goHome = (): void => {
    if (g0 !== table.g0) invoke(table.g0);
    g1 = table.g1;
  };
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x20 || delimiters.has(point)) {
      if (point === escapeByte) return null;
      goHome();
      bytes.push(point);
      continue;
    }
    const set = setWith(character, [g0, g1], table);
    if (set === undefined) return null;
    if (set !== g0 && set !== g1) invoke(set);
    pushCode(bytes, codeOf(set, character)!, set);
  }
  goHome();
  return Uint8Array.from(bytes);
}

function setWith(character: string, active: readonly (GraphicSet | null)[], table: CodeTable): GraphicSet | undefined {
  const usable = table.hasExtensions ? [...active, ...table.writable] : active;
  const allowed = new Set([table.g0, ...table.writable]);
  return usable.find((set) => set !== null && allowed.has(set) && codeOf(set, character) !== undefined) ?? undefined;
}

function pushCode(bytes: number[], code: number, set: GraphicSet): void {
  if (set.bytesPerCharacter === 2) bytes.push(code >> 8);
  bytes.push(code & 0xff);
}

function setAfterEscape(bytes: Uint8Array, start: number): GraphicSet | undefined {
  for (const length of [2, 3]) {
    const set = graphicSetsByEscape.get(String.fromCharCode(...bytes.subarray(start, start + length)));
    if (set !== undefined) return set;
  }
  return undefined;
}

function decodeHighBytes(bytes: Uint8Array, g1: GraphicSet | null): string {
  if (g1 === null) return replacement.repeat(bytes.length);
  if (g1.bytesPerCharacter === 2) return charactersOfPairs(g1, bytes);
  let text = '';
  for (const byte of bytes) text += characterOfByte(g1, byte);
  return text;
}

function endOfRun(bytes: Uint8Array, start: number, isInRun: (byte: number) => boolean): number {
  let end = start;
  while (end < bytes.length && isInRun(bytes[end]!)) end++;
  return end;
}

/** True where 5C and 7E draw a yen sign and an overline. */
export function beginsInRomaji(table: CodeTable): boolean {
  return table.g0 === romaji;
}
