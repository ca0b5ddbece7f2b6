import { isAscii } from '../residual/fold-text.ts';
import { scriptRuns } from './script-runs.ts';
import { segmentRun } from './segment-script.ts';

/** A word or number of a text, by its place. */
export type Word = { readonly text: string; readonly start: number; readonly end: number };

/** True for a word as names are written: one capital, and small letters behind it. */
export const isTitleCase = (text: string) => /^\p{Lu}\p{Ll}+$/u.test(text);

/**
 * Decimal numbers and ratios are one word, `w/o` and its like too, abbreviations with points as well (`M.d.C.`); `T2*`
 * keeps its star. Signs beyond ASCII belong to the word, as wrong character sets put them into names (`MÃ¼ller`); those
 * that people write between words do not.
 */
const word =
  /(?<![\p{L}\p{N}])(?:wo?\/(?:wo|[wo])?|[rhc]\/o|s\/p|f\/u|[iв]\/[vв]|v\/q)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:\p{L}\.){1,3}\p{L}(?![\p{L}\p{N}])|\p{N}{1,4}:1(?![\p{N}:])|\p{N}+[.,]\p{N}+(?![\p{N}]|[.,]\p{N})|(?:[\p{L}\p{M}\p{N}]|(?![\s°±·×–—…‘’“”«»、。・：（）／％])[\u{80}-\u{10ffff}])+\*?/giu;

/** The words of a text in order; what lies between them is separators. A word is split where its script changes. */
export function splitWords(text: string): readonly Word[] {
  const words = [...text.matchAll(word)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return isAscii(text) ? words : words.flatMap(splitScripts);
}

/** `О.В`: the points are of no script. */
const initials = /^(?:\p{L}\.)+\p{L}$/u;

function splitScripts(whole: Word): readonly Word[] {
  if (isAscii(whole.text) || initials.test(whole.text)) return [whole];
  const runs = scriptRuns(whole.text);
  return runs.flatMap(({ script, start, end }) => {
    const text = whole.text.slice(start, end);
    if (script === 'latin' || script === 'other') return [{ text, start: whole.start + start, end: whole.start + end }];
    const pieces: Word[] = [];
    let at = whole.start + start;
    for (const piece of segmentRun(text, script)) {
      pieces.push({ text: piece, start: at, end: at + piece.length });
      at += piece.length;
    }
    return pieces;
  });
}

/** The parts of a written-together word by changes between letters and digits: `b1000` is `b`, `1000`; `3DFlair` is `3D`, `Flair`. */
export function splitRuns(text: string): readonly string[] {
  return text.match(run) ?? [];
}

/** The words in a run of letters by their capitals: `AxFlair` is `Ax`, `Flair`; `CTHead` is `CT`, `Head`. */
export function splitCapitals(text: string): readonly string[] {
  return text.match(capitalised) ?? [];
}

const run = /^[2-4][dD]|\p{N}+|[\p{L}\p{M}]+/gu;
const capitalised = /\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})|\p{Lu}|[\p{L}\p{M}]/gu;
