import { isEponym } from '../eponyms.ts';
import { doneWords } from '../name-signs.ts';
import { isTitleCase } from '../split-words.ts';
import { isShortTermOfImaging } from './short-words.ts';
import { gapOf, type View } from './view.ts';
import { isWeakWord } from './weak-words.ts';

/** `suor Day`, `from Dolny`, not `per DAY`. */
export function isWeakWithCapital({ text, words, folded }: View, at: number): boolean {
  if (!isTitleCase(words[at]?.text ?? '')) return false;
  return isWeakWord(folded[at] ?? '', true) && !isEponym(text, words, at);
}

/** As long as ` vu `, which goes on with who has read the images. */
const longestBehind = 4;

/** `scanned by alc`, `checked MG, good SNR`: two or three letters at the end of a clause. @returns 1 for initials, else 0 */
export function initialsAt(view: View, at: number): number {
  const { text = '', end = 0 } = view.words[at] ?? {};
  if (!/^(?:\p{Lu}{2,3}|\p{Ll}{2,3})$/u.test(text) || isShortTermOfImaging(view.folded[at] ?? '')) return 0;
  return /^\s?(?:$|[,;)]|vu\s)/.test(view.text.slice(end, end + longestBehind)) ? 1 : 0;
}

const roles = /^(?:[Tt]ech|TECH|[Mm]anip|MANIP|[Mm][Tt]R?A|MTRA|[Rr]adiographer|RADIOGRAPHER|MER)$/u;
/** Words of two or three letters that go on with a sentence about somebody at work. */
const goesOn: ReadonlySet<string> = new Set(
  'ok is to re no by in on at of and for the not had has was new due low off out led did saw set put via all ill up one two'.split(
    ' ',
  ),
);

/** `read JD`, `manip cl`: a word of what was done, or of who did it, that initials may stand behind. */
export function isSigned(view: View, at: number): boolean {
  if (gapOf(view, at) !== ' ') return false;
  const isDone = doneWords.has(view.folded[at] ?? '') && /^\p{Lu}+$/u.test(view.words[at + 1]?.text ?? '');
  return isDone || isRoleWithInitials(view, at);
}

/** `manip cl, injection`, `MER cl vu par`: who made the images, by small letters. Not `tech ok`. */
function isRoleWithInitials(view: View, at: number): boolean {
  const next = view.words[at + 1]?.text ?? '';
  if (!roles.test(view.words[at]?.text ?? '') || goesOn.has(next)) return false;
  return /^\p{Ll}{2,3}$/u.test(next) && initialsAt(view, at + 1) > 0;
}

/** `OA KL 3`: arthrosis and its grade; `OA KL` alone is a senior physician. */
export function isArthrosis(view: View, at: number): boolean {
  const grade = view.text.slice(view.words[at + 1]?.end, (view.words[at + 1]?.end ?? 0) + 2);
  return view.folded[at] === 'oa' && view.folded[at + 1] === 'kl' && /^\s?[0-4]$/.test(grade);
}
