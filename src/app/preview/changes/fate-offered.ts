import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { isListableWord } from '../../../profile/word-lists.ts';
import type { WordFate } from '../../batch/edit-words.ts';

/**
 * What one click on a word of a cleaned text does.
 * @returns null for what no list decides: words of the patient's header, dates and numbers
 */
export function fateOffered({ text, isKept, why }: NonNullable<DiffRow['words']>[number]): WordFate | null {
  if (why === 'own-kept' || why === 'own-removed') return 'forget';
  if (!isListableWord(text)) return null;
  if (isKept) return 'remove';
  return (why === 'unknown' || why === 'beside-removed') && /\p{L}/u.test(text) ? 'keep' : null;
}
