import { foldText } from '../../residual/fold-text.ts';
import { isWeakWord } from '../beside/weak-words.ts';
import { isNameToo } from '../name-words.ts';
import { isTitleCase, type Word } from '../split-words.ts';

const species: ReadonlySet<string> = new Set(
  (
    'k9 canine feline equine bovine dog cat horse mare gelding stallion pony foal puppy kitten rabbit dsh dlh dmh ferret parrot tortoise hamster ' +
    'hund katze kater hundin pferd stute hengst kaninchen chien chienne chat chatte cheval jument lapin perro perra gato gata caballo yegua conejo ' +
    'cane cagna gatto gatta cavallo coniglio cao cadela cavalo egua coelho hond kat paard konijn hest hoppe kanin katt hast koira kissa hevonen pies kot kon krolik pes kocka kun ' +
    'собака кошка кот пес лошадь kopek kedi σκυλος γατα'
  ).split(' '),
);
/** Those that are other words too, folded: behind them a name has to be one. */
const speciesToo: ReadonlySet<string> = new Set('cane kat pes kun kon hest chat kot pies cao'.split(' '));
/** Words of imaging and of everyday language that animals are called. */
const called: ReadonlySet<string> = new Set(
  'max shadow star spot ace angel patch button bear blue copper silver gold flash turbo sonic echo pixel chip dot storm sandy ginger lady duke sonne mond perle flocke blitz estrella canela nieve luna sol perla neve stella nuage neige'.split(
    ' ',
  ),
);

/** `Max K9 thorax`, `Shadow feline abdomen`: the first word of a text, with a capital, before the species; `dog Max` behind it. */
export function isAnimalName(text: string, words: readonly Word[], at: number): boolean {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]];
  if (word === undefined || !/^\p{Lu}\p{L}+$/u.test(word.text)) return false;
  const folded = foldText(word.text);
  const isName = called.has(folded) || isNameToo(folded);
  if (at === 0) {
    const isBefore = next !== undefined && text.slice(word.end, next.start) === ' ';
    return isBefore && isName && species.has(foldText(next.text)) && !speciesToo.has(foldText(next.text));
  }
  if (before === undefined || !isTitleCase(word.text) || !/^:?\s$/.test(text.slice(before.end, word.start)))
    return false;
  const kind = foldText(before.text);
  if (!species.has(kind)) return false;
  return isName || (!speciesToo.has(kind) && isWeakWord(folded, true));
}
