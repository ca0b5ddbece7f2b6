import namesToo from '../data/names-too.json' with { type: 'json' };
import vocabulary from '../data/vocabulary.json' with { type: 'json' };
import { isNameToo } from '../name-words.ts';
import { isAbbreviationFirst, isShortTermOfImaging } from './short-words.ts';

const everyday: ReadonlySet<string> = new Set(vocabulary.everyday.split(' '));
/** Names as well, that say what is imaged all the same. */
const ofImaging: ReadonlySet<string> = new Set(namesToo.imagingBesideName.split(' '));

const longestShort = 3;

/**
 * True for a word that says little of an image and may as well be a part of a name, a place or a code: of everyday language, a
 * frequent name, or two or three letters that are no abbreviation of imaging.
 * @param word folded
 * @param isTitleCase whether it is written with one capital, as abbreviations are not
 */
export function isWeakWord(word: string, isTitleCase = false): boolean {
  if (isTitleCase && isAbbreviationFirst(word)) return true;
  if (word.length <= longestShort && /^\p{L}+$/u.test(word)) return !isShortTermOfImaging(word) && !ofImaging.has(word);
  return everyday.has(word) || (isNameToo(word) && !ofImaging.has(word));
}
