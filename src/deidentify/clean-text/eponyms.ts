import { foldText } from '../residual/fold-text.ts';
import eponyms from './data/eponyms.json' with { type: 'json' };
import type { Word } from './split-words.ts';

const names: ReadonlySet<string> = new Set(eponyms.names.split(' '));
/** Words that make a term of any of them: `disease`, `maladie`, `cyst`. */
const nouns: ReadonlySet<string> = new Set(eponyms.nouns.split(' '));
/** Frequent names are terms beside few words only: `Wilson disease`, not `Wilson fracture`. */
const nounsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(eponyms.only).map(([name, beside]) => [name, new Set(beside.split(' '))]),
);
/** Two names that are one term: `Salter-Harris`. */
const pairs: ReadonlySet<string> = new Set(eponyms.pairs.split('|'));
const pairWords: ReadonlySet<string> = new Set([...pairs].flatMap((pair) => pair.split(' ')));
/** Stand between the name and its noun: `Crohn's disease`, `quiste de Baker`. */
const between: ReadonlySet<string> = new Set('s of de du di do da von van der des del della la'.split(' '));
const mostBetween = 2;

/** Whether a word is the name of a person that means a disease or its like here, by the word beside it. */
export function isEponym(text: string, words: readonly Word[], at: number): boolean {
  const folded = foldText(words[at]?.text ?? '');
  if (pairWords.has(folded) && (isPair(text, words, at, at + 1) || isPair(text, words, at - 1, at))) return true;
  if (!names.has(folded)) return false;
  const beside = nounsOf.get(folded) ?? nouns;
  return [-1, 1].some((step) => hasBeside(text, words, at, step, beside));
}

function isPair(text: string, words: readonly Word[], first: number, second: number): boolean {
  const [one, other] = [words[first], words[second]];
  if (one === undefined || other === undefined || !/^[ -–]$/.test(text.slice(one.end, other.start))) return false;
  return pairs.has(`${foldText(one.text)} ${foldText(other.text)}`);
}

/** Looks past particles for a noun, and past the other half of a pair. */
function hasBeside(
  text: string,
  words: readonly Word[],
  from: number,
  step: number,
  beside: ReadonlySet<string>,
): boolean {
  for (let at = from + step, passed = 0; passed <= mostBetween; at += step, passed++) {
    const [one, other] = step > 0 ? [words[at - 1], words[at]] : [words[at], words[at + 1]];
    if (one === undefined || other === undefined || !isClose(text.slice(one.end, other.start))) return false;
    const folded = foldText(words[at]!.text);
    if (beside.has(folded)) return true;
    if (!between.has(folded)) return false;
  }
  return false;
}

function isClose(gap: string): boolean {
  return /^[\s_’'-]{1,2}$/.test(gap);
}
