import { foldText, isAscii } from './fold-text.ts';

/** The letters and digits of a text, folded, one after the other, with what lies before each. */
export type TextStream = {
  readonly length: number;
  readonly codes: Uint16Array;
  /** What lies before each code: a gap, and the marks below. */
  readonly marks: Uint8Array;
};

/** Where the character of each code stands in the text: from, and behind its last unit. */
export type Origins = { readonly from: number[]; readonly to: number[] };

/** Separators before a letter or digit, by how much they part. */
export const gap = { none: 0, hyphen: 1, tight: 2, space: 3, some: 4, wide: 5, mask: 7 } as const;
/** A capital that begins a part of a word written together: the `Q` of `MrQux`, the `H` of `CTHead`. */
export const capitalMark = 8;
/** A change from letters to digits or back. */
export const changeMark = 16;
export const digitMark = 32;

/** More separators in a row than this part what is on both sides. */
const mostSeparators = 4;

/** Room that is used again for each text of ordinary length. */
const shared = { codes: new Uint16Array(4096), marks: new Uint8Array(4096) };

/**
 * Takes what is between letters and digits out of a text and remembers where it was. What comes back may be
 * overwritten by the next call. A backslash parts values, so nothing reaches over it.
 * @param origins is filled with the places of the codes in the text as NFC has it; null where nobody asks
 */
export function streamOf(written: string, origins: Origins | null = null): TextStream {
  const text = isAscii(written) ? written : written.normalize('NFC');
  const room = text.length * 4 <= shared.codes.length ? shared : roomFor(text.length);
  const stream: Growing = { ...room, length: 0, separators: gap.none, count: 0, before: 'none' };
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at)!;
    const character = characterOf(point);
    const from = at;
    at += point > 0xffff ? 2 : 1;
    if (character.kind === 'none' || isOfDate(stream, point))
      stream.separators = gapAfter(stream.separators, ++stream.count, point);
    else {
      append(stream, character, text, at);
      if (origins !== null) noteOrigins(origins, character, from, at);
    }
  }
  return stream;
}

/** Year, month and day in Chinese or Japanese and in Korean. */
const dateWords: ReadonlySet<number> = new Set(Array.from('年月日년월일', (word) => word.codePointAt(0)!));

/** True for a word that stands where others write a point: `1964年7月18日`. */
function isOfDate({ before, separators }: Growing, point: number): boolean {
  return before === 'digit' && separators <= gap.space && dateWords.has(point);
}

function noteOrigins({ from, to }: Origins, { codes }: Character, start: number, end: number): void {
  for (let n = 0; n < codes.length; n++) {
    from.push(start);
    to.push(end);
  }
}

type Growing = Room & {
  length: number;
  /** The gap since the last letter or digit, and of how many separators it is. */
  separators: number;
  count: number;
  before: CharacterKind;
};

/** @param at behind the character in the text */
function append(stream: Growing, { kind, codes }: Character, text: string, at: number): void {
  if (stream.length + codes.length > stream.codes.length) Object.assign(stream, grown(stream));
  let mark = stream.length === 0 ? gap.wide : stream.separators;
  if (stream.count === 0 && stream.length > 0) mark |= changeInside(kind, stream.before, text, at);
  for (const code of codes) {
    stream.codes[stream.length] = code;
    stream.marks[stream.length++] = kind === 'digit' ? mark | digitMark : mark;
    mark = gap.none;
  }
  stream.before = kind;
  stream.separators = gap.none;
  stream.count = 0;
}

/** What changes between two letters or digits without a separator. */
function changeInside(kind: CharacterKind, before: CharacterKind, text: string, at: number): number {
  if ((kind === 'digit') !== (before === 'digit')) return changeMark;
  return kind === 'upper' && (before === 'lower' || isLowerAt(text, at)) ? capitalMark : 0;
}

type CharacterKind = 'none' | 'digit' | 'lower' | 'upper' | 'letter';
type Character = { readonly kind: CharacterKind; readonly codes: readonly number[] };

const hyphens: ReadonlySet<number> = new Set([0x2d, 0xad, 0x2010, 0x2011]);

function gapAfter(before: number, count: number, point: number): number {
  if (point === 0x5c || before === gap.wide || count > mostSeparators) return gap.wide;
  if (count > 1) return gap.some;
  if (hyphens.has(point)) return gap.hyphen;
  return point <= 0x20 || point === 0xa0 || point === 0x3000 ? gap.space : gap.tight;
}

function isLowerAt(text: string, at: number): boolean {
  const point = text.codePointAt(at);
  return point !== undefined && characterOf(point).kind === 'lower';
}

const asciiCharacters: readonly Character[] = Array.from({ length: 128 }, (_, point) => classify(point));
const characters = new Map<number, Character>();

/** Remembers as many code points as it was asked for; there are no more of them than Unicode has. */
function characterOf(point: number): Character {
  const known = point < 128 ? asciiCharacters[point] : characters.get(point);
  if (known !== undefined) return known;
  const character = classify(point);
  characters.set(point, character);
  return character;
}

function classify(point: number): Character {
  const character = String.fromCodePoint(point);
  const folded = foldText(character);
  const codes = Array.from({ length: folded.length }, (_, at) => folded.charCodeAt(at));
  // A mark that goes with its letter parts nothing.
  if (folded === '') return { kind: 'letter', codes: [] };
  if (!/^[\p{L}\p{N}]+$/u.test(folded)) return { kind: 'none', codes: [] };
  if (/^\p{N}+$/u.test(folded)) return { kind: 'digit', codes };
  if (/\p{Lu}/u.test(character)) return { kind: 'upper', codes };
  return { kind: /\p{Ll}/u.test(character) ? 'lower' : 'letter', codes };
}

type Room = { codes: Uint16Array; marks: Uint8Array };

function roomFor(length: number): Room {
  return { codes: new Uint16Array(length + 64), marks: new Uint8Array(length + 64) };
}

/** Few letters become more than one when they are folded (`ß`, ligatures). */
function grown({ codes, marks }: Room): Room {
  const room = roomFor(codes.length * 2);
  room.codes.set(codes);
  room.marks.set(marks);
  return room;
}
