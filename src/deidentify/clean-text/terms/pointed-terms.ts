import { foldText } from '../../residual/fold-text.ts';
import { isKnownWord } from '../known-words.ts';
import type { Word } from '../split-words.ts';

/** Two parts of the spine. */
const spinal = /^(?:l\.s|c\.s|t\.s|d\.s|t\.l|d\.l|c\.t|c\.d)$/;
const spine = /^(?:spine|spinal|spines|vertebr|rachis|columna|coluna|colonna|wirbels|ryg)/;
const modality = /^(?:ct|mri?|us|cr|dx|xr|rx|xa|pet|tc|rm|irm|rtg|cxr|tdm|nm)$/;

/**
 * Whether two capitals with points are a term, as they are initials as well: `L.S. spine`, and `M.R.` as the first word before one of
 * imaging where no other word says the modality.
 */
export function isPointedTerm(text: string, words: readonly Word[], at: number): boolean {
  const [word, after] = [words[at], words[at + 1]];
  if (word === undefined || after === undefined || !/^\p{Lu}\.\p{Lu}$/u.test(word.text)) return false;
  if (!/^\.?\s$/.test(text.slice(word.end, after.start))) return false;
  const folded = foldText(word.text);
  const next = foldText(after.text);
  if (spinal.test(folded)) return spine.test(next);
  return folded === 'm.r' && at === 0 && isKnownWord(next) && !words.some((one) => modality.test(foldText(one.text)));
}
