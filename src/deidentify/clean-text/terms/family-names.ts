import { foldText } from '../../residual/fold-text.ts';
import { isNameToo } from '../name-words.ts';
import { isTitleCase, type Word } from '../split-words.ts';

/**
 * `Dr Ann Post`, `Dra Ann Teles`, `Dr Paulsen-Ito`: a word with a capital behind a title and a name that nobody knows. It is a family name behind a hyphen, when
 * people are called so, and at the end of a text that writes its other words small.
 * @param at the place of the word behind the given name
 */
export function isFamilyName(text: string, words: readonly Word[], at: number): boolean {
  const [given, word] = [words[at - 1], words[at]];
  if (given === undefined || word === undefined) return false;
  if (!isTitleCase(given.text) || !isTitleCase(word.text)) return false;
  const gap = text.slice(given.end, word.start);
  if (gap === '-') return true;
  if (gap !== ' ') return false;
  return isNameToo(foldText(word.text)) || (at === words.length - 1 && words.some(({ text: other }) => isSmall(other)));
}

const isSmall = (text: string) => /^\p{Ll}{4,}$/u.test(text);

/** `Белый И.`, `Белый И.П.`: in Russian a family name stands before initials, whatever else it means. */
export function isBeforeInitials(text: string, words: readonly Word[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  if (word === undefined || next === undefined || text.slice(word.end, next.start) !== ' ') return false;
  if (!/^\p{Script=Cyrillic}{3,}$/u.test(word.text) || !isTitleCase(word.text)) return false;
  return (
    /^\p{Script=Cyrillic}(?:\.\p{Script=Cyrillic})?$/u.test(next.text) &&
    /^\p{Lu}/u.test(next.text) &&
    text.charAt(next.end) === '.'
  );
}
