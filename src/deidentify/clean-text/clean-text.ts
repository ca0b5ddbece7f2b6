import { boundedMemo } from '../bounded-memo.ts';
import { judgeWords } from './judge-words.ts';
import type { PatientWords } from './patient-words.ts';
import { plainDescription, type TextSetting } from './profile-words.ts';
import { splitWords } from './split-words.ts';
import { tidyText } from './tidy-text.ts';
import { type JudgedWord, judgedAs } from './without-companions.ts';
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
export function cleanText(text: string, own: PatientWords, setting: TextSetting = plainDescription): CleanedText {
  if (text.length > longestTextCharacters) return { text: '', words: [] };
  const words = settle(text, judgeWords(text, splitWords(text), own, setting), own, setting);
  const tidy = words.every(({ isKept }) => isKept) ? text : tidyText(text, words);
  if (tidy === '' || !own.isIdentifying(tidy)) return { text: tidy, words: words.map(decisionOf) };
  return { text: '', words: words.map(({ text: word }) => ({ text: word, isKept: false, why: 'identifier' })) };
}

/** Texts come to rest in two or three; one that does not is made so, and keeps nothing. */
const mostRounds = 12;

/** Judges what is left until it stays: words that have come together may make a date, or be one word now. */
function settle(
  text: string,
  judged: readonly JudgedWord[],
  own: PatientWords,
  setting: TextSetting,
): readonly JudgedWord[] {
  let words = judged;
  for (let rounds = 0; words.some(({ isKept }) => isKept) && !words.every(({ isKept }) => isKept); rounds++) {
    if (rounds === mostRounds) return words.map((word) => judgedAs(word, false, 'beside-removed'));
    const left = tidyText(text, words);
    const again = judgeWords(left, splitWords(left), own, setting);
    if (again.every(({ isKept }) => isKept)) return words;
    const kept = words.filter(({ isKept }) => isKept);
    const isSameWords = again.length === kept.length;
    const fate = new Map(kept.map((word, at) => [word, isSameWords ? again[at] : undefined]));
    words = words.map((word) => {
      if (!word.isKept) return word;
      const { isKept = false, why = 'beside-removed' } = fate.get(word) ?? {};
      return judgedAs(word, isKept, why);
    });
  }
  return words;
}

function decisionOf({ text, isKept, why }: JudgedWord): CleanedText['words'][number] {
  return { text, isKept, why };
}

const mostRemembered = 4096;
/** Longer ones are comments, which seldom come again, and would fill the memory. */
const longestRemembered = 1024;
type Cleaner = (text: string) => CleanedText;
const cleaners = new WeakMap<PatientWords, WeakMap<TextSetting, Cleaner>>();

/** A cleaner for one patient and visit that remembers: the files of a series hold the same few texts. */
export function textCleanerOf(own: PatientWords, setting: TextSetting): Cleaner {
  const bySetting = cleaners.get(own) ?? new WeakMap<TextSetting, Cleaner>();
  cleaners.set(own, bySetting);
  const known = bySetting.get(setting);
  if (known) return known;
  const remembered = boundedMemo((text: string) => cleanText(text, own, setting), mostRemembered);
  const cleaner = (text: string) =>
    text.length > longestRemembered ? cleanText(text, own, setting) : remembered(text);
  bySetting.set(setting, cleaner);
  return cleaner;
}
