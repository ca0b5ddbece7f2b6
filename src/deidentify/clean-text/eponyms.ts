import { foldText } from '../residual/fold-text.ts';
import eponyms from './data/eponyms.json' with { type: 'json' };
import type { Word } from './split-words.ts';

const names: ReadonlySet<string> = new Set(eponyms.names.split(' '));
/** Frequent names are terms beside few words only: `Wilson disease`, not `Wilson syndrome`. Others are beside diseases, and each beside nouns of its own. */
const nounsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...eponyms.groups.flatMap((group) =>
    group.names.split(' ').map((name) => pairOf(name, `${eponyms.diseases} ${group.nouns}`)),
  ),
  ...Object.entries(eponyms.only).map(([name, beside]) => pairOf(name, beside)),
]);
const diseases: ReadonlySet<string> = new Set(eponyms.diseases.split(' '));
/** Two names that are one term: `Osgood-Schlatter`. */
const pairs: ReadonlySet<string> = new Set(eponyms.pairs.split('|'));
/** Two that are people and places as well, with the nouns that make a term of them: `West Haven grade`. */
const nounsOfPair: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(eponyms.pairsBeside).map(([pair, beside]) => pairOf(pair, beside)),
);
const pairWords: ReadonlySet<string> = new Set([...pairs, ...nounsOfPair.keys()].flatMap((pair) => pair.split(' ')));
/** Who is named behind these is no disease. */
const leading: ReadonlySet<string> = new Set('at by for from per'.split(' '));
/** Grades and types stand between a name and its noun: `Stanford type B dissection`. */
const graded: ReadonlySet<string> = new Set('type typ tipo grade a b i ii iii iv'.split(' '));
/** Stand between the name and its noun: `Crohn's disease`, `quiste de Baker`. */
const between: ReadonlySet<string> = new Set('s of de du di do da von van der des del della la'.split(' '));
const mostBetween = 2;
const classified: ReadonlySet<string> = new Set(eponyms.classified.split(' '));
const types: ReadonlySet<string> = new Set('type typ typu typen tipo tip tyyppi тип типа'.split(' '));

/** Whether a word is the name of a person that means a disease or its like here, by the word beside it. */
export function isEponym(text: string, words: readonly Word[], at: number): boolean {
  const folded = foldText(words[at]?.text ?? '');
  if (pairWords.has(folded) && (isPair(text, words, at, at + 1) || isPair(text, words, at - 1, at))) return true;
  if (!names.has(folded) || leading.has(foldText(words[at - 1]?.text ?? ''))) return false;
  if (classified.has(folded) && (isType(text, words, at - 2, at - 1) || isType(text, words, at + 1, at + 2)))
    return true;
  return isBeside(text, words, at, at, nounsOf.get(folded) ?? diseases);
}

/** `Typ B`, beside a name that such a type is of. */
function isType(text: string, words: readonly Word[], type: number, grade: number): boolean {
  const [first, second] = [words[type], words[grade]];
  if (first === undefined || second === undefined || !types.has(foldText(first.text))) return false;
  return /^(?:[AB]|I{1,3}|[1-3])$/.test(second.text) && text.slice(first.end, second.start) === ' ';
}

function pairOf(name: string, beside: string): [string, ReadonlySet<string>] {
  return [name, new Set(beside.split(' '))];
}

function isPair(text: string, words: readonly Word[], first: number, second: number): boolean {
  const [one, other] = [words[first], words[second]];
  if (one === undefined || other === undefined || !/^[ -–]$/.test(text.slice(one.end, other.start))) return false;
  const pair = `${foldText(one.text)} ${foldText(other.text)}`;
  const beside = nounsOfPair.get(pair);
  return pairs.has(pair) || (beside !== undefined && isBeside(text, words, first, second, beside));
}

function isBeside(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
  nouns: ReadonlySet<string>,
): boolean {
  return hasBeside(text, words, first, -1, nouns) || hasBeside(text, words, last, 1, nouns);
}

/** Looks past particles and grades for a noun. */
function hasBeside(
  text: string,
  words: readonly Word[],
  from: number,
  step: number,
  nouns: ReadonlySet<string>,
): boolean {
  for (let at = from + step, passed = 0; passed <= mostBetween; at += step, passed++) {
    const [one, other] = step > 0 ? [words[at - 1], words[at]] : [words[at], words[at + 1]];
    if (one === undefined || other === undefined || !isClose(text.slice(one.end, other.start))) return false;
    const folded = foldText(words[at]!.text);
    if (nouns.has(folded)) return true;
    if (step > 0 && nouns.has(`${folded}#`)) return /^\d/.test(words[at + 1]?.text ?? '');
    if (!between.has(folded) && !graded.has(folded)) return false;
  }
  return false;
}

function isClose(gap: string): boolean {
  return /^[\s_’'-]{1,2}$/.test(gap);
}
