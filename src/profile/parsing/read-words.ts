import type { WordLists } from '../profile.ts';
import { type JsonPlace, readList, readMembers, readText } from './json-reader.ts';

/** As many as a person may go through. */
export const mostWords = 5000;

const wordForm = {
  pattern: /^[^\s\\\p{Cc}]{1,64}$/u,
  hint: 'a word of 1 to 64 characters, without blanks and backslash',
};

/** True for a text that may stand in either list. */
export function isListableWord(text: string): boolean {
  return wordForm.pattern.test(text);
}

/** Reads the member `words`. No words at all are the same as none, and have the same hash. */
export function readWords(place: JsonPlace): WordLists | null {
  const members = readMembers(place, ['keep', 'remove'] as const);
  if (!members) return null;
  const keep = members.keep ? readList(members.keep, mostWords, readWord) : [];
  const remove = members.remove ? readList(members.remove, mostWords, readWord) : [];
  return keep === null || remove === null ? null : wordLists(keep, remove);
}

/** Two lists in the order of the alphabet, each word once, so that equal lists have equal hashes. */
export function wordLists(keep: readonly string[], remove: readonly string[]): WordLists {
  return { keep: inOrder(keep), remove: inOrder(remove) };
}

function inOrder(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}

function readWord(place: JsonPlace): string | null {
  return readText(place, wordForm);
}
