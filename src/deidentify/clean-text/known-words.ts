import { isAscii } from '../residual/fold-text.ts';
import namesToo from './data/names-too.json' with { type: 'json' };
import vocabulary from './data/vocabulary.json' with { type: 'json' };
import { isSafeWord } from './safe-words.ts';
import { compoundTestOf, type Inflections, inflectionsOf, learnedWordTestOf } from './word-parts.ts';

/** Words as they are written, folded. */
const words: ReadonlySet<string> = new Set(vocabulary.words.split(' '));
const inflections: Inflections = inflectionsOf(vocabulary.inflections);
/** Names that the rules would take for inflected, compound or learned words. */
const namesByRule: ReadonlySet<string> = new Set(namesToo.onlyByRule.split(' '));

const isCompound = compoundTestOf(vocabulary.compoundParts, inflections);
const isLearnedWord = learnedWordTestOf(vocabulary.forms);

/** Words of two or three letters with an accent, and of everyday language: `Mü` and `Çam` are names, though `mu` and `cam` are words. */
const shortAccented: ReadonlySet<string> = new Set(
  `${vocabulary.shortAccented} où là él sí té tú qué mí dì sì ciò dà úl má tě mě ně ní jí já só öl śr wś dół boş düz`.split(
    ' ',
  ),
);

/** False for two or three letters with an accent that no list writes so. @param written NFC, small letters */
export function isSpelledShort(written: string): boolean {
  return isAscii(written) || !/^\p{Script=Latin}{2,3}$/u.test(written) || shortAccented.has(written);
}

/** Longer than any term; keeps what a made-up word may cost small. */
const longestWord = 48;

/**
 * True for a word of imaging in one of eighteen languages: listed, an inflected form of a listed word, a compound of listed
 * parts, or a learned word of Greek and Latin parts.
 * @param word folded: lower case without accents
 */
export function isKnownWord(word: string): boolean {
  if (isSafeWord(word) || words.has(word)) return true;
  if (word.length > longestWord || namesByRule.has(word)) return false;
  return inflections.accepts(word) || isCompound(word) || isLearnedWord(word) || isPrefixed(word);
}

const prefixes =
  /^(?:non|bi|peri|intra|extra|post|pre|sub|supra|infra|inter|multi|micro|mikro|macro|makro|hyper|hypo|retro|trans|para|ultra|semi)/;
const combining: ReadonlySet<string> = new Set(vocabulary.forms.combining.split(' '));
const shortestCombining = 4;
const longestCombining = 10;
const shortestRest = 6;

/** `nonobstructing`, `peribronchial`; `colangiorresonancia`, where the second word doubles its first letter. */
function isPrefixed(word: string): boolean {
  const prefix = prefixes.exec(word)?.[0].length ?? 0;
  if (prefix > 0 && isListed(word.slice(prefix))) return true;
  const longest = Math.min(longestCombining, word.length - shortestRest);
  for (let length = shortestCombining; length <= longest; length++) {
    if (!combining.has(word.slice(0, length))) continue;
    const rest = word.slice(length);
    if (isListed(rest) || (/^(?:rr|ss)/.test(rest) && isListed(rest.slice(1)))) return true;
  }
  return false;
}

function isListed(word: string): boolean {
  return word.length >= shortestRest && (isSafeWord(word) || words.has(word) || inflections.accepts(word));
}
