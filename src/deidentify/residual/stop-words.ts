import words from './data/stop-words.json';

/** Folded words that the standard, manufacturers or every hospital use; see data/regenerate-stop-words.mjs. */
const stopWords: ReadonlySet<string> = new Set(words.split(' '));

/** True for a folded word that tells nothing about a person or an institution. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
