import { foldText, tokensOf } from './fold-text.ts';

/** Words that stand where a name would, in test data and in files that were de-identified before. */
const placeholderWords: ReadonlySet<string> = new Set([
  'anon',
  'anonymized',
  'anonymised',
  'anonymous',
  'demo',
  'dummy',
  'name',
  'noname',
  'none',
  'null',
  'patient',
  'phantom',
  'qa',
  'removed',
  'sample',
  'test',
  'unknown',
]);

/**
 * True when every word of a name is a placeholder, as in `Test^Patient`: it names nobody, and its words stand all over
 * the file. One word that is none makes the whole a name.
 */
export function isPlaceholderName(name: string): boolean {
  const words = tokensOf(foldText(name));
  return words.length > 0 && words.every((word) => placeholderWords.has(word) || /^\d+$/.test(word));
}
