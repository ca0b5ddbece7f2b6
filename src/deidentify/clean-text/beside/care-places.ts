import { placeEndings } from '../name-signs.ts';
import { isNameToo } from '../name-words.ts';
import { isTitleCase } from '../split-words.ts';
import { gapOf, type View } from './view.ts';
import { isWeakWithCapital } from './weak-names.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What the names of practices and centres end with; two words of imaging before one are its name as well. */
const centers = setOf(
  'center centre institute institut instituto istituto associates partners zentrum centrum centro praxis specialists consultants',
);
/** One word before it that says what is treated there, and not who treats: `Cancer Center` is any. */
const namedByOne = setOf(
  'vision smile sight heart spine family womens women wellness lung kidney skin hearing sports joint bone hand foot eye breast augen auge zahn lungen herz rucken gelenk sehen ojos corazon occhio cuore',
);
/** Homes for old people and houses by name, in the languages of these rules. */
const houses = setOf(
  'haus villa residence residenz huize huis casa lar dom manor seniorenheim seniorenresidenz altenheim altersheim pflegeheim ehpad geriatrico geriatrica residencia zorgcentrum verpleeghuis plejehjem plejecenter sykehjem sjukhem aldreboende palvelutalo hospicjum rsa gite foyer',
);
/** Named by a word that says something else too, in every case: the others are said without a name as well, as in `Pflegeheim Sturz`. */
const alwaysNamed = setOf('haus villa huize manor residenz seniorenresidenz');
const articles = setOf('les le la los las il lo el am an zum zur de den het der die das sankt st');
/** What mountains are called that is a word of imaging: `Mt. View`. */
const mountainWords = setOf('view hope pleasant clear royal');

/**
 * How many words from a place on are the name of a practice, a home or a place made of known words: `Eye Care Center`,
 * `Haus Sonne`, `Mt. View`.
 */
export function carePlaceAt(view: View, at: number): number {
  return centerAt(view, at) || houseAt(view, at) || mountainAt(view, at);
}

function isTitleAt({ words }: View, at: number): boolean {
  return isTitleCase(words[at]?.text ?? '');
}

function centerAt(view: View, at: number): number {
  if (!isTitleAt(view, at) || gapOf(view, at) !== ' ' || !isTitleAt(view, at + 1)) return 0;
  if (centers.has(view.folded[at + 1] ?? '')) return namedByOne.has(view.folded[at] ?? '') ? 2 : 0;
  const isOfTwo = gapOf(view, at + 1) === ' ' && isTitleAt(view, at + 2) && centers.has(view.folded[at + 2] ?? '');
  return isOfTwo ? 3 : 0;
}

function houseAt(view: View, at: number): number {
  const house = view.folded[at] ?? '';
  if (!houses.has(house) || !isTitleAt(view, at) || gapOf(view, at) !== ' ') return 0;
  const behind = articles.has(view.folded[at + 1] ?? '') && gapOf(view, at + 1) === ' ' ? 2 : 1;
  const name = at + behind;
  if (!isTitleAt(view, name)) return 0;
  const isName =
    alwaysNamed.has(house) ||
    behind > 1 ||
    isWeakWithCapital(view, name) ||
    isNameToo(view.folded[name] ?? '') ||
    placeEndings.has(view.folded[name] ?? '');
  return isName ? behind + 1 : 0;
}

function mountainAt(view: View, at: number): number {
  if (view.words[at]?.text !== 'Mt' || !/^\.?\s$/.test(gapOf(view, at)) || !isTitleAt(view, at + 1)) return 0;
  return mountainWords.has(view.folded[at + 1] ?? '') ? 2 : 0;
}
