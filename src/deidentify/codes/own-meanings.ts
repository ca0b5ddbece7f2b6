import { foldText } from '../residual/fold-text.ts';
import meaningsJson from './data/own-meanings.json' with { type: 'json' };

/** Meanings by scheme and code; old codes of SNOMED RT have those of the concepts that took their place. */
const meanings = meaningsJson.meanings as Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * True for the meaning that PS3.16 prints beside a code of a public scheme, capitals aside. Meanings that the word list
 * knows as a whole are not in the table: cleaning leaves them as they are.
 */
export function isOwnMeaning(scheme: string, code: string, meaning: string): boolean {
  const ofScheme = Object.hasOwn(meanings, scheme) ? meanings[scheme] : undefined;
  const own = ofScheme !== undefined && Object.hasOwn(ofScheme, code) ? ofScheme[code] : undefined;
  return own?.split('|').some((one) => foldText(one) === foldText(meaning)) ?? false;
}
