import vocabulary from './data/vocabulary.json' with { type: 'json' };
import type { Script } from './script-runs.ts';

/** Words of scripts that are written without spaces. */
const segments: ReadonlySet<string> = new Set(vocabulary.segments.split(' '));
const longestSegment = Math.max(...vocabulary.segments.split(' ').map((segment) => segment.length));

/** Behind a name in Han: what stands before these is one, whatever it means. */
const honorifics =
  /^(?:先生|医師|醫師|技師|技师|看護師|様|氏|殿|さん|医生|醫生|主任|大夫|护士|護士|教授|女士|病院|医院|醫院|クリニック)/;
/** One syllable that may stand alone; others of one syllable are family names too often. */
const loneSyllables: ReadonlySet<string> = new Set(
  '뇌 폐 간 목 눈 코 귀 팔 발 골 뼈 혀 창 좌 우 후 전 및 암 와 과 위'.split(' '),
);

/** A piece of a run, known as a word of imaging or not. */
type Piece = { readonly text: string; readonly isKnown: boolean };

export function isSegment(word: string): boolean {
  const composed = word.normalize('NFKC');
  return segments.has(composed) && (composed.length > 1 || !hangulLetter.test(word) || loneSyllables.has(word));
}

const hangulLetter = /\p{Script=Hangul}/u;

/**
 * Splits a run without spaces into words by the longest match of a list of our own: what a browser brings for it differs
 * between browsers, and so would the output.
 */
export function segmentRun(text: string, script: Script): readonly string[] {
  // Half-width kana are more letters than the full ones: such a run is one word or none.
  const composed = text.normalize('NFKC');
  if (segments.has(composed)) return [text];
  if (composed.length !== text.length) return [text];
  return script === 'han' ? piecesOfHan(text).map((piece) => piece.text) : wholeRun(text);
}

/** Hangul and Thai put names and words together in ways that a list cannot tell: a run is known whole or not at all. */
function wholeRun(text: string): readonly string[] {
  const lengths = coverOf(text);
  if (lengths === null || lengths.every((length) => length === 1)) return [text];
  const pieces: string[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  // One syllable more is an ending or a part: it stays with the word before it.
  return pieces.every((piece) => piece.length > 1 || loneSyllables.has(piece)) ? pieces : [text];
}

/** The lengths of listed words that make up a text, longest first; null when none do. */
function coverOf(text: string): readonly number[] | null {
  const from: (number | undefined)[] = new Array(text.length + 1);
  from[0] = 0;
  for (let start = 0; start < text.length; start++) {
    if (from[start] === undefined) continue;
    for (let length = 1; length <= Math.min(longestSegment, text.length - start); length++) {
      if (from[start + length] === undefined && segments.has(text.slice(start, start + length))) {
        from[start + length] = length;
      }
    }
  }
  if (from[text.length] === undefined) return null;
  const lengths: number[] = [];
  for (let end = text.length; end > 0; end -= from[end] ?? end) lengths.unshift(from[end] ?? end);
  return lengths;
}

/** Longest matches from the left, and what lies between them. */
function piecesOfHan(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const matched = longestMatch(text, at);
    const hospital = hospitalAt(text, at, matched);
    const length = Math.max(1, matched, hospital);
    const found = text.slice(at, at + length);
    const last = pieces.at(-1);
    if (matched > 0 && hospital === 0) pieces.push({ text: found, isKnown: true });
    else if (last !== undefined && !last.isKnown)
      pieces[pieces.length - 1] = { text: last.text + found, isKnown: false };
    else pieces.push({ text: found, isKnown: false });
    at += length;
  }
  return withoutDoubtful(pieces);
}

/** `川崎病院` is a hospital, and no 川崎病. */
const behindHospitalName = /[院棟栋舍舎房室区區]/;
/** `川崎病医院` */
const hospitalWords = /^(?:医院|醫院|クリニック|センター|中心)/;

/** @returns the length of the name of a hospital that begins as a disease does, or 0 */
function hospitalAt(text: string, at: number, length: number): number {
  if (length < 2 || text[at + length - 1] !== '病') return 0;
  const word = hospitalWords.exec(text.slice(at + length, at + length + 5))?.[0];
  return word === undefined ? 0 : length + word.length;
}

function longestMatch(text: string, at: number): number {
  for (let length = Math.min(longestSegment, text.length - at); length > 0; length--) {
    const end = at + length;
    if (!segments.has(text.slice(at, end))) continue;
    if (length === 1 || text[end - 1] !== '病' || !behindHospitalName.test(text.slice(end, end + 1))) return length;
  }
  return 0;
}

/**
 * A single letter beside unknown ones is a part of them, as in a name; so is a piece cut out of katakana, and what stands
 * before an honorific. In two sweeps, as such letters may stand in a row.
 */
function withoutDoubtful(pieces: readonly Piece[]): readonly Piece[] {
  const known = pieces.map(({ isKnown }, at) => isKnown && !isOfKanaRow(pieces, at));
  const order = [...pieces.keys()];
  for (const at of [...order, ...order.toReversed()]) {
    if (known[at] && isDoubtful(pieces, known, at)) known[at] = false;
  }
  const joined: Piece[] = [];
  for (const [at, { text }] of pieces.entries()) {
    const isKnown = known[at] ?? false;
    const last = joined.at(-1);
    if (!isKnown && last !== undefined && !last.isKnown)
      joined[joined.length - 1] = { text: last.text + text, isKnown };
    else joined.push({ text, isKnown });
  }
  return joined;
}

function isDoubtful(pieces: readonly Piece[], known: readonly boolean[], at: number): boolean {
  const text = pieces[at]?.text ?? '';
  const before = at > 0 && !known[at - 1] ? (pieces[at - 1]?.text ?? '') : '';
  const after = known[at + 1] === false ? (pieces[at + 1]?.text ?? '') : '';
  if (before === '' && after === '') return false;
  if (text.length === 1 || honorifics.test(after)) return true;
  return (isKatakana(text.at(-1)) && isKatakana(after[0])) || (isKatakana(before.at(-1)) && isKatakana(text[0]));
}

/** Particles of one letter stand between words: two of them in a row are a name as easily, `とも`. */
function isOfKanaRow(pieces: readonly Piece[], at: number): boolean {
  const isKana = (piece: Piece | undefined) => piece !== undefined && /^\p{Script=Hiragana}$/u.test(piece.text);
  if (!isKana(pieces[at])) return false;
  return pieces.length === 1 || isKana(pieces[at - 1]) || isKana(pieces[at + 1]);
}

function isKatakana(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Katakana}ー]/u.test(character);
}
