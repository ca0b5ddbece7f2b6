import shortTerms from '../data/short-terms.json' with { type: 'json' };

const howMade: ReadonlySet<string> = new Set(shortTerms.howMade.split(' '));
const others: ReadonlySet<string> = new Set(shortTerms.others.split(' '));
const notAsName: ReadonlySet<string> = new Set(shortTerms.notAsName.split(' '));

/** True for an abbreviation of how an image is made: where initials are expected, it is none. @param word folded */
export function isModalityLetters(word: string): boolean {
  return howMade.has(word);
}

/** True for an abbreviation that says what is imaged, or how. @param word folded */
export function isShortTermOfImaging(word: string): boolean {
  return howMade.has(word) || others.has(word);
}

/** True for a name that is an abbreviation unless it is written as names are: `PET`, not `Pet`. @param word folded */
export function isAbbreviationFirst(word: string): boolean {
  return notAsName.has(word);
}
