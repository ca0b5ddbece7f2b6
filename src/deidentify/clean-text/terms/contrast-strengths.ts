import { foldText } from '../../residual/fold-text.ts';
import contrastMedia from '../data/contrast-media.json' with { type: 'json' };
import type { Word } from '../split-words.ts';

const media: ReadonlySet<string> = new Set(foldText(contrastMedia.media).split(' '));
const strengths: ReadonlySet<string> = new Set(contrastMedia.strengths.split(' '));

/** Whether a number is the strength of the contrast medium beside it, in mg of iodine per ml: `Omnipaque 350`, `Isovue-M 200`. */
export function isContrastStrength(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !strengths.has(word.text)) return false;
  const [before, after] = [words[at - 1], words[at + 1]];
  if (before !== undefined && /^[ -]?$/.test(text.slice(before.end, word.start))) {
    if (isMedium(before) || isForMyelography(text, words, at - 1)) return true;
  }
  return after !== undefined && text.slice(word.end, after.start) === ' ' && isMedium(after);
}

/** The letter of `Isovue-M`. */
export function isForMyelography(text: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  return word?.text === 'M' && before !== undefined && text.slice(before.end, word.start) === '-' && isMedium(before);
}

/** `Omnipaque350`. @param folded one word */
export function isContrastWithStrength(folded: string): boolean {
  return strengths.has(folded.slice(-3)) && media.has(folded.slice(0, -3));
}

function isMedium({ text }: Word): boolean {
  return media.has(foldText(text));
}
