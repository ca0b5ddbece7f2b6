import { isListableWord, mostWords, wordLists } from './parsing/read-words.ts';
import type { WordLists } from './profile.ts';

/** A list of words as a person writes it, or what is wrong with it, by line. */
export type ParsedWordList = WordLists | { readonly problems: readonly string[] };

/**
 * Reads a text file of words: one on a line, kept in cleaned texts; with a hyphen and a blank in front, taken out everywhere.
 * Empty lines, and lines that begin with `#`, say nothing. A problem never quotes the line.
 */
export function parseWordList(text: string): ParsedWordList {
  const keep: string[] = [];
  const remove: string[] = [];
  const problems: string[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((written, index) => {
      const line = written.trim();
      if (line === '' || line.startsWith('#')) return;
      const isRemoved = /^-\s/.test(line);
      const word = isRemoved ? line.slice(1).trim() : line;
      if (isListableWord(word)) (isRemoved ? remove : keep).push(word);
      else problems.push(`Line ${index + 1}: one word of 1 to 64 characters on a line, without blanks and backslash.`);
    });
  if (keep.length > mostWords || remove.length > mostWords) problems.push(`At most ${mostWords} words of each kind.`);
  return problems.length > 0 ? { problems } : wordLists(keep, remove);
}
