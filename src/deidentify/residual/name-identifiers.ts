import { foldText, isEastAsian, tokensOf, withoutUmlauts } from './fold-text.ts';
import type { Identifier } from './identifier.ts';

/** Names of the five components in order (PS3.5 6.2 PN); affixes identify nobody and are left out. */
const partLabels = ['family name', 'given name', 'middle name'] as const;

const shortestWord = 4;
const shortestId = 5;
const shortestEastAsian = 2;

/**
 * Forms of a person's name: each component group whole and in both orders, and each part of it. Latin (and other
 * alphabetic) names count from 4 letters, names in Han, kana or Hangul whole from 2 characters.
 * @param isCommon words that are no name in this file, as the maker of the scanner
 */
export function nameIdentifiers(
  value: string,
  name: string,
  isCommon: (token: string) => boolean,
): readonly Identifier[] {
  return value.split('=').flatMap((group) => {
    const forms = new Set([group.trim(), withoutUmlauts(group.trim())]);
    return [...forms].flatMap((form) => groupIdentifiers(form, name, isCommon));
  });
}

function groupIdentifiers(group: string, name: string, isCommon: (token: string) => boolean): readonly Identifier[] {
  const parts = group
    .split('^')
    .slice(0, partLabels.length)
    .map((part) => part.trim());
  const named = parts.filter((part) => part !== '');
  if (named.length === 0) return [];
  if (isEastAsian(group)) return eastAsianName(named, name);
  return [
    ...wholeName(named, name, isCommon),
    ...parts.flatMap((part, n) => wordsOf(part, `${partLabels[n]} of ${name}`, isCommon)),
  ];
}

function eastAsianName(named: readonly string[], name: string): readonly Identifier[] {
  const whole = named.join('').replace(/\s+/g, '');
  if ([...whole.normalize('NFC')].length < shortestEastAsian) return [];
  const label = `full ${name}`;
  const spaced = ['^', ' ', ''].map((separator) => named.join(separator));
  return [...new Set([whole, ...spaced])].map((text) => ({ label, text, match: 'inside', isSearchedAsBytes: true }));
}

function wholeName(
  named: readonly string[],
  name: string,
  isCommon: (token: string) => boolean,
): readonly Identifier[] {
  const tokens = tokensOf(foldText(named.join(' ')));
  const joined = tokens.join('');
  // Some sites write a number for a name; it counts like an ID.
  const isLongEnough = countLetters(joined) >= shortestWord || (joined.length >= shortestId && /\d/.test(joined));
  if (!isLongEnough || tokens.every(isCommon)) return [];
  const orders = [named, [...named.slice(1), named[0] ?? '']];
  const texts =
    named.length === 1 ? named : orders.flatMap((order) => ['^', ' ', ''].map((separator) => order.join(separator)));
  return [...new Set(texts)].map((text) => ({
    label: `full ${name}`,
    text,
    match: 'phrase',
    isSearchedAsBytes: true,
  }));
}

/** The words of a part, as written: the scan folds them itself, and their bytes depend on the accents. */
function wordsOf(part: string, label: string, isCommon: (token: string) => boolean): readonly Identifier[] {
  return (part.normalize('NFC').match(word) ?? [])
    .filter((text) => {
      const folded = foldText(text);
      return countLetters(folded) >= shortestWord && !isCommon(folded);
    })
    .map((text) => ({ label, text, match: 'phrase', isSearchedAsBytes: text.length >= shortestBytes }));
}

const shortestBytes = 6;
const word = /[\p{L}\p{M}\p{N}]+/gu;

/** Digits do not make a word longer: `ct12345` has two letters. */
function countLetters(token: string): number {
  return token.replace(/\p{N}+/gu, '').length;
}
