import { foldText } from '../../residual/fold-text.ts';
import { isNameToo } from '../name-words.ts';
import type { Word } from '../split-words.ts';

const species: ReadonlySet<string> = new Set(
  'k9 canine feline equine bovine dog cat horse mare gelding stallion pony foal puppy kitten rabbit dsh dlh dmh'.split(
    ' ',
  ),
);
/** Words of imaging and of everyday language that animals are called. */
const called: ReadonlySet<string> = new Set(
  'max shadow star spot ace angel patch button bear blue copper silver gold flash turbo sonic echo pixel chip dot storm sandy ginger lady duke'.split(
    ' ',
  ),
);

/** `Max K9 thorax`, `Shadow feline abdomen`: the first word of a text, with a capital, before the species. */
export function isAnimalName(text: string, words: readonly Word[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  if (at !== 0 || word === undefined || next === undefined || !/^\p{Lu}\p{L}+$/u.test(word.text)) return false;
  if (!species.has(foldText(next.text)) || text.slice(word.end, next.start) !== ' ') return false;
  const folded = foldText(word.text);
  return called.has(folded) || isNameToo(folded);
}
