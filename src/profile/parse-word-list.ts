import type { WordLists } from './profile.ts';
import { isListableWord, mostWords, wordLists } from './word-lists.ts';

/** A list of words as a person writes it, or what is wrong with it, by line. */
export type ParsedWordList = WordLists | { readonly problems: readonly string[] };

/** As many lines as a person corrects before trying again. */
const mostProblems = 100;

/**
 * Reads a text file of words: one on a line, kept in cleaned texts; with a hyphen and a blank in front, taken out everywhere.
 * Empty lines, and lines that begin with `#`, say nothing. A problem never quotes the line; past 100 they are counted.
 */
export function parseWordList(text: string): ParsedWordList {
  const keep: string[] = [];
  const remove: string[] = [];
  const problems: string[] = [];
  let more = 0;
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((written, index) => {
      const line = written.trim();
      if (line === '' || line.startsWith('#')) return;
      const isRemoved = /^-\s/.test(line);
      const word = isRemoved ? line.slice(1).trim() : line;
      if (isListableWord(word)) (isRemoved ? remove : keep).push(word);
      else if (problems.length === mostProblems) more += 1;
      else problems.push(`Line ${index + 1}: one word of 1 to 64 characters on a line, without blanks and backslash.`);
    });
  if (more > 0) problems.push(`And ${more} more lines.`);
  if (keep.length > mostWords || remove.length > mostWords) problems.push(`At most ${mostWords} words of each kind.`);
  return problems.length > 0 ? { problems } : wordLists(keep, remove);
}
