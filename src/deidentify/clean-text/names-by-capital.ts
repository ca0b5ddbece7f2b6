import { foldText } from '../residual/fold-text.ts';
import nameAnchors from './data/name-anchors.json' with { type: 'json' };
import { isEponym } from './eponyms.ts';
import { isNameFirst } from './name-words.ts';
import type { Word } from './split-words.ts';
import { isOfDevice } from './terms/device-names.ts';
import { isOfEponym } from './terms/eponym-forms.ts';

const anchors: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(nameAnchors.anchors).map(([word, beside]) => [word, new Set(beside.split(' '))]),
);

/** Spelled with the accent of their own language these words are no names: `crâne`, not `Crane`. */
const spelled: ReadonlySet<string> = new Set('crâne mícha karın karnı från été höft knä'.split(' '));

/**
 * Known for what is called by them, and frequent family names that mean nothing else: no capital is needed to tell them. Spelled
 * as here: `dünn` is no `dunn`.
 */
const familyNames: ReadonlySet<string> = new Set(
  `allen arnold baker barrett caldwell cooper dunn ferguson foster gardner gibbs harris hartmann heller kohler köhler leigh mallory mason
  morrison muller müller norwood purcell rosenberg ross sanders schuller simmons tanner turner wells willis`.split(
    /\s+/,
  ),
);

/** @param text as it is written */
export function isSpelledTerm(text: string): boolean {
  return spelled.has(text.toLowerCase());
}

/**
 * Tells for each word of a description whether it is a name by its capital alone, or by being a family name and nothing else: a
 * word that is a name first stays only beside a word that makes a term of it, as in `White matter`. Nothing else can tell a
 * patient from a tissue there.
 */
export function namesByCapital(text: string, words: readonly Word[]): (at: number) => boolean {
  const isAnchor = (at: number, beside: ReadonlySet<string>) => beside.has(foldText(words[at]?.text ?? ''));
  return (at) => {
    const word = words[at];
    if (word === undefined) return false;
    const folded = foldText(word.text);
    if (!/^\p{Lu}/u.test(word.text) && !familyNames.has(word.text.toLowerCase())) return false;
    if (!isNameFirst(folded) || isSpelledTerm(word.text)) return false;
    if (isEponym(text, words, at) || isOfEponym(text, words, at) || isOfDevice(text, words, at)) return false;
    const beside = anchors.get(folded);
    if (beside === undefined) return true;
    const isBefore = isAnchor(at - 1, beside) && isClose(text.slice(words[at - 1]?.end, word.start));
    return !isBefore && !(isAnchor(at + 1, beside) && isClose(text.slice(word.end, words[at + 1]?.start)));
  };
}

function isClose(gap: string): boolean {
  return gap.length <= 2 && /^[\s_+-]*$/.test(gap);
}
