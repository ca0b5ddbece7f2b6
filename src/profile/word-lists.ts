import type { WordLists } from './profile.ts';

/** As many as a person may go through. */
export const mostWords = 5000;

/** A word as either list may have it. */
export const wordForm = /^[^\s\\\p{Cc}]{1,64}$/u;

/** True for a text that may stand in either list. */
export function isListableWord(text: string): boolean {
  return wordForm.test(text);
}

/** Two lists in the order of the alphabet, each word once, so that equal lists have equal hashes. */
export function wordLists(keep: readonly string[], remove: readonly string[]): WordLists {
  return { keep: inOrder(keep), remove: inOrder(remove) };
}

function inOrder(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
