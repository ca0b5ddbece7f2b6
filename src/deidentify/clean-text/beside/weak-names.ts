import { isEponym } from '../eponyms.ts';
import { isTitleCase } from '../split-words.ts';
import { isShortTermOfImaging } from './short-words.ts';
import type { View } from './view.ts';
import { isWeakWord } from './weak-words.ts';

/** `suor Day`, `from Dolny`, not `per DAY`. */
export function isWeakWithCapital({ text, words, folded }: View, at: number): boolean {
  if (!isTitleCase(words[at]?.text ?? '')) return false;
  return isWeakWord(folded[at] ?? '', true) && !isEponym(text, words, at);
}

/** `scanned by alc`, `checked MG, good SNR`: two or three letters at the end of a clause. @returns 1 for initials, else 0 */
export function initialsAt(view: View, at: number): number {
  const { text = '', end = 0 } = view.words[at] ?? {};
  if (!/^(?:\p{Lu}{2,3}|\p{Ll}{2,3})$/u.test(text) || isShortTermOfImaging(view.folded[at] ?? '')) return 0;
  return /^\s?(?:$|[,;)])/.test(view.text.slice(end, end + 2)) ? 1 : 0;
}
