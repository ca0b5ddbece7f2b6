import { foldText } from '../residual/fold-text.ts';
import { isNameFirst } from './name-words.ts';
import type { Word } from './split-words.ts';

/** What kind of text is cleaned: the name of a series, or sentences of a report, in which capitals tell names. */
export type TextKind = 'description' | 'prose';

/**
 * Tells for each word whether it is a name because of where it stands in prose: a word that is a name first, with a capital
 * inside a sentence (`discussed with Grant`), anywhere in a text of capitals alone, or alone or beside another such word.
 * @param isGone whether a word goes by itself
 */
export function namesInProse(
  text: string,
  words: readonly Word[],
  isGone: (at: number) => boolean,
): (at: number) => boolean {
  const isOfCapitals = !/\p{Ll}/u.test(text);
  const isCandidate = (at: number) => {
    const word = words[at];
    return word !== undefined && /^\p{Lu}/u.test(word.text) && isNameFirst(foldText(word.text));
  };
  const begins = (at: number) =>
    at <= 0 || at >= words.length || /[.!?:;\r\n]/.test(text.slice(words[at - 1]?.end, words[at]?.start));
  return (at) => {
    if (!isCandidate(at)) return false;
    if (isOfCapitals || !begins(at) || begins(at + 1)) return true;
    return isCandidate(at + 1) || (isGone(at + 1) && /^\p{Lu}/u.test(words[at + 1]?.text ?? ''));
  };
}
