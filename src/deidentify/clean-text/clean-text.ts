import { boundedMemo } from '../bounded-memo.ts';
import { type JudgedWord, judgeWords } from './judge-words.ts';
import type { PatientWords } from './patient-words.ts';
import { splitWords } from './split-words.ts';
import { tidyText } from './tidy-text.ts';
import type { CleanedText } from './word-decision.ts';

/** The longest LT (PS3.5 6.2). Longer texts are no descriptions. */
const longestTextCharacters = 10_240;

/**
 * Cleans one free text word by word: words of imaging and plausible parameters stay, everything else goes, and above all
 * what belongs to this patient. What is left is searched once more for this patient's identifiers, and goes whole when
 * one is found.
 * @returns '' as the text when nothing is left.
 * @see PS3.15 E.3.5
 */
export function cleanText(text: string, own: PatientWords): CleanedText {
  if (text.length > longestTextCharacters) return { text: '', words: [] };
  const words = settle(text, judgeWords(text, splitWords(text), own), own);
  const tidy = words.every(({ isKept }) => isKept) ? text : tidyText(text, words);
  if (tidy === '' || !own.isIdentifying(tidy)) return { text: tidy, words: words.map(decisionOf) };
  return { text: '', words: words.map((word) => decisionOf({ ...word, isKept: false, why: 'identifier' })) };
}

/** Judges what is left until it stays: words that have come together may make a date, or be one word now. */
function settle(text: string, judged: readonly JudgedWord[], own: PatientWords): readonly JudgedWord[] {
  let words = judged;
  while (words.some(({ isKept }) => isKept) && !words.every(({ isKept }) => isKept)) {
    const left = tidyText(text, words);
    const again = judgeWords(left, splitWords(left), own);
    if (again.every(({ isKept }) => isKept)) return words;
    const kept = words.filter(({ isKept }) => isKept);
    const isSameWords = again.length === kept.length;
    const fate = new Map(kept.map((word, at) => [word, isSameWords ? again[at] : undefined]));
    words = words.map((word) => {
      if (!word.isKept) return word;
      const { isKept = false, why = 'beside-removed' } = fate.get(word) ?? {};
      return { ...word, isKept, why };
    });
  }
  return words;
}

function decisionOf({ text, isKept, why }: JudgedWord): CleanedText['words'][number] {
  return { text, isKept, why };
}

const mostRemembered = 4096;
const cleaners = new WeakMap<PatientWords, (text: string) => CleanedText>();

/** A cleaner for one patient and visit that remembers: the files of a series hold the same few texts. */
export function textCleanerOf(own: PatientWords): (text: string) => CleanedText {
  const known = cleaners.get(own);
  if (known) return known;
  const cleaner = boundedMemo((text: string) => cleanText(text, own), mostRemembered);
  cleaners.set(own, cleaner);
  return cleaner;
}
