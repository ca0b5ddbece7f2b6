import { isEponym } from '../eponyms.ts';
import { isTitleCase } from '../split-words.ts';
import { gapOf, type View } from './view.ts';

/** What the names of saints begin with in the languages of the vocabulary, as it is written in names. */
const saints =
  /^(?:S(?:t|te|ta|to|aint|ainte|ankt|int|an|anta|anto|ant|ão|v|w|zent|fântul|fânta|veti|veta|więt\p{L}{1,4}|vat\p{L}{1,3}|anct\p{L}{1,2})|Св(?:ят\p{L}{2,4})?|Άγι\p{L}{1,3}|Αγ)$/u;
const shortestName = 3;
/** `St. Post` is a state after something. */
const notSaints: ReadonlySet<string> = new Set(['post', 'nach', 'nad', 'stage', 'after']);

/** `St Elsewhere`, `Santa Croce`: a saint's name is a place here, whatever else its words mean. */
export function isSaint(view: View, at: number): boolean {
  const [word, name] = [view.words[at], view.words[at + 1]];
  if (word === undefined || name === undefined || !saints.test(word.text)) return false;
  if (!/^(?:\.? |\.|-)$/.test(gapOf(view, at)) || name.text.length < shortestName || !isTitleCase(name.text))
    return false;
  return !notSaints.has(view.folded[at + 1] ?? '') && !isEponym(view.text, view.words, at + 1);
}
