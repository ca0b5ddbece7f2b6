/** A word or number of a text, by its place. */
export type Word = { readonly text: string; readonly start: number; readonly end: number };

/**
 * Decimal numbers and ratios are one word, `w/o` and its like too; `T2*` keeps its star. Signs beyond ASCII belong to the
 * word, as wrong character sets put them into names (`MÃ¼ller`); those that people write between words do not.
 */
const word =
  /(?<![\p{L}\p{N}])(?:wo?\/(?:wo|[wo])?|[rhc]\/o|s\/p|f\/u)(?![\p{L}\p{N}])|\p{N}{1,4}:1(?![\p{N}:])|\p{N}+[.,]\p{N}+(?![\p{N}]|[.,]\p{N})|(?:[\p{L}\p{M}\p{N}]|(?![\s°±·×–—…‘’“”、。・])[\u{80}-\u{10ffff}])+\*?/giu;

/** The words of a text in order; what lies between them is separators. */
export function splitWords(text: string): readonly Word[] {
  return [...text.matchAll(word)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
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
