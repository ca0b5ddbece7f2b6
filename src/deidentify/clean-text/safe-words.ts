import safeWordsJson from './data/safe-words.json' with { type: 'json' };

/** Folded words of imaging that tell nothing about a person or a place; see data/regenerate-safe-words.mjs. */
const safeWords: ReadonlySet<string> = new Set(safeWordsJson.words.split(' '));

/** @param word folded: lower case without accents */
export function isSafeWord(word: string): boolean {
  return safeWords.has(word);
}
