import { foldText } from '../../residual/fold-text.ts';
import type { Word } from '../split-words.ts';

/** Short terms, each with what stands right before it: elsewhere they may be initials or a subject. */
const behind: readonly { readonly term: RegExp; readonly before: RegExp }[] = [
  // s KL, bez KL: contrast medium in Czech and Slovak
  { term: /^KL$/, before: /^(?:s|so|bez|po|pred|iv|podani|podanim)$/ },
  // Т2 ВИ: weighted image in Russian
  { term: /^ВИ$/, before: /^[tт][12]$/u },
  // F + O: face and oblique in French
  { term: /^O$/, before: /^f$/ },
  // X선: radiograph in Korean
  { term: /^선$/, before: /^x$/ },
];
/** Parts of liver and lungs that segments are of. */
const ofSegments =
  /segm|сегм|(?<!\p{L})(?:liver|lungs?|leber|lungen?|foie|poumons?|fegato|polmon[ei]|hígado|pulm[oó]n|fígado|pulmão|lever|longen?)(?!\p{L})|hepat|печен|л[её]гк/iu;

/** Whether a short word, unknown by itself, is a term by what stands beside it. */
export function isShortTerm(text: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (word === undefined) return false;
  // Α/α: radiograph in Greek
  if (/^[Αα]$/u.test(word.text)) return /(?<!\p{L})[Αα]\/[Αα](?!\p{L})/u.test(text);
  if (/^S(?:[6-9]|10)$/.test(word.text)) return ofSegments.test(text);
  if (before === undefined || !/^[\s.-]{0,2}$|^\s?\+\s?$/.test(text.slice(before.end, word.start))) return false;
  const folded = foldText(before.text);
  return behind.some(({ term, before: beside }) => term.test(word.text) && beside.test(folded));
}
