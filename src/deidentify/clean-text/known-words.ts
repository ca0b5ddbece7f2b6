import namesToo from './data/names-too.json' with { type: 'json' };
import vocabulary from './data/vocabulary.json' with { type: 'json' };
import { type Inflections, inflectionsOf } from './inflections.ts';
import { isSafeWord } from './safe-words.ts';
import { compoundTestOf, learnedWordTestOf } from './word-parts.ts';

/** Words as they are written, folded. */
const words: ReadonlySet<string> = new Set(vocabulary.words.split(' '));
const inflections: Inflections = inflectionsOf(vocabulary.inflections);
/** Names that the rules would take for inflected, compound or learned words. */
const namesByRule: ReadonlySet<string> = new Set(namesToo.onlyByRule.split(' '));

const isCompound = compoundTestOf(vocabulary.compoundParts, inflections);
const isLearnedWord = learnedWordTestOf(vocabulary.forms);

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
  return inflections.accepts(word) || isCompound(word) || isLearnedWord(word);
}
