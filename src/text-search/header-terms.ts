import { datesWritten } from './dates-written.ts';
import { distanceWithin } from './edit-distance.ts';
import { foldedWords, foldLookalikes, foldText } from './fold-text.ts';

/** What the header of a file says of its patient, as text. */
export type HeaderTexts = {
  /** Of persons and institutions: each word counts. */
  readonly names: readonly string[];
  /** Numbers of the patient and of the examination. */
  readonly ids: readonly string[];
  /** As DICOM writes them. */
  readonly dates: readonly string[];
};

/** Folded, so that they can be looked for in any text. */
export type HeaderTerms = { readonly words: readonly string[]; readonly dates: readonly string[] };

/** Shorter words stand in every text. */
const leastWordLetters = 3;

export function headerTerms({ names, ids, dates }: HeaderTexts): HeaderTerms {
  const words = [...names.flatMap(foldedWords), ...ids.map(foldText)].filter((word) => word.length >= leastWordLetters);
  return {
    words: [...new Set(words.map(foldLookalikes))],
    dates: [...new Set(dates.flatMap(datesWritten).map(foldLookalikes))],
  };
}

/**
 * True when a text that was read says a name, a number or a date of the header. One letter in five may be read wrongly;
 * dates and words of up to four letters must be as they are, or every number would match.
 */
export function matchesHeader(text: string, { words, dates }: HeaderTerms): boolean {
  const read = foldLookalikes(foldText(text));
  if (dates.some((date) => read.includes(date))) return true;
  return words.some((word) => {
    const most = word.length < 5 ? 0 : Math.floor(word.length / 5);
    if (most === 0) return word.length > leastWordLetters ? read.includes(word) : isOwnWord(text, word);
    return read.length + most >= word.length && distanceWithin(word, read, most) <= most;
  });
}

/** Three letters stand in many words, so they must be a word of their own. */
function isOwnWord(text: string, word: string): boolean {
  return foldedWords(text).some((candidate) => foldLookalikes(candidate) === word);
}
