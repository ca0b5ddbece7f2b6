import { foldText } from '../residual/fold-text.ts';
import { isSafeWord } from './safe-words.ts';
import { splitCapitals, splitRuns } from './split-words.ts';

/** Longest number that no record or telephone number is likely to be. */
const mostDigits = 4;
const mostDigitsInWord = 8;
const mostDigitsAfterLetter = 2;
const shortestWrittenTogether = 3;

/** True for a number that may be a parameter: `3`, `1.25`, `1000`; false for years, long numbers, and codes like `0718`. */
export function isPlainNumber(text: string): boolean {
  if (/^\d{1,4}[.,]\d{1,6}$/.test(text)) return true;
  if (/^\d{1,4}:1$/.test(text)) return true;
  return /^\d{1,4}$/.test(text) && !isYear(text) && !/^0\d{2}/.test(text);
}

/**
 * True for a word written together of safe words, and of numbers with what counts them: `T2`, `5mm`, `b1000`, `3D`,
 * `AxT2Flair`, `Br40d`, `dir16`.
 */
export function isSafeCompound(text: string): boolean {
  const bare = text.replace(/\*$/, '');
  const runs = splitRuns(bare);
  if (runs.join('') !== bare) return false;
  if (runs.filter(isNumber).join('').length > mostDigitsInWord) return false;
  return runs.every((run, at) => isSafeRun(run, runs[at + 1], runs.length > 1));
}

function isSafeRun(run: string, after: string | undefined, isBesideNumber: boolean): boolean {
  if (/^[2-4]d$/i.test(run)) return true;
  if (isNumber(run)) return run.length <= mostDigits && /^\d+$/.test(run);
  const folded = foldText(run);
  if (isBesideNumber && folded.length === 1) return isLetterBefore(folded, after);
  if (isSafeWord(folded) || (isBesideNumber && countedBy.has(folded))) return true;
  const words = splitCapitals(run).map(foldText);
  // The `T` of `AxT2` belongs to its number.
  const last = isBesideNumber && after !== undefined && words.at(-1)?.length === 1 ? words.slice(0, -1) : words;
  if (last.length < words.length && !isLetterBefore(words.at(-1) ?? '', after)) return false;
  return words.length > 1 && last.every((word) => isLongOrKnown(word) && isSafeWord(word));
}

function isLetterBefore(letter: string, number: string | undefined): boolean {
  return (number?.length ?? 0) <= (longNumbersAfter.has(letter) ? mostDigits : mostDigitsAfterLetter);
}

/** Short words are so many that two of them make anything. */
function isLongOrKnown(word: string): boolean {
  return word.length >= shortestWrittenTogether || shortWords.has(word);
}

/** Letters that stand before numbers of more than two digits: b-values alone, as `C1234` is a record number. */
const longNumbersAfter: ReadonlySet<string> = new Set(['b']);
/** Two letters that are words where words are written together. */
const shortWords: ReadonlySet<string> = new Set('ct mr pt us nm xa pd ax fs ir ep nc ce rt lt ap pa by'.split(' '));
/** Abbreviations that mean something beside a number alone. */
const countedBy: ReadonlySet<string> = new Set(
  'ch te tr ti td fa sl ma nt it mc ar am hb fn md st dw mm cm qt'.split(' '),
);

function isNumber(part: string): boolean {
  return /^\p{N}+$/u.test(part);
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d{2}$/.test(text);
}
