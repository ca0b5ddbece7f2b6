import { titleWords } from './context-labels.ts';
import { foldText, isAscii, isEastAsian, tokensOf, withoutUmlauts } from './fold-text.ts';
import type { Identifier } from './identifier.ts';

/** Names of the five components in order (PS3.5 6.2 PN); affixes identify nobody and are left out. */
const partLabels = ['family name', 'given name', 'middle name'] as const;

/** From so many letters on a word is found inside other words. */
export const shortestFree = 6;
/** From so many it is found as a word or a part of one written together. */
export const shortestWord = 4;
/** From so many it is found as a word by itself, if imaging has no such word; else behind a title. */
const shortestName = 2;
const shortestFull = 8;
/** From so many letters and figures, figures among them. */
export const shortestId = 5;
const shortestEastAsian = 2;

export type NameOptions = {
  /** Words that are no name in this file, as the maker of the scanner. */
  readonly isCommon: (token: string) => boolean;
  /** True for the patient, whose short names count without a title too. */
  readonly countsShort: boolean;
};

/**
 * Forms of a person's name: each component group whole and in both orders, and each part of it. Names in Han, kana or
 * Hangul count whole from 2 characters.
 */
export function nameIdentifiers(value: string, name: string, options: NameOptions): readonly Identifier[] {
  return value.split('=').flatMap((group) => {
    const forms = new Set([group.trim(), withoutUmlauts(group.trim())]);
    return [...forms].flatMap((form) => groupIdentifiers(form, name, options));
  });
}

function groupIdentifiers(group: string, name: string, options: NameOptions): readonly Identifier[] {
  const parts = group
    .split('^')
    .slice(0, partLabels.length)
    .map((part) => part.trim());
  const named = parts.filter((part) => part !== '');
  if (named.length === 0) return [];
  if (isEastAsian(group)) return eastAsianName(named, name);
  // A name with numbers is a code, and short parts of codes are nobody's name: `QIN-HEAD-0024`, `Phantom_XA60`.
  const shortest = /\p{N}/u.test(group) ? shortestWord : shortestName;
  return [
    ...wholeName(named, name, options),
    ...parts.flatMap((part, n) => wordsOf(part, `${partLabels[n]} of ${name}`, options, shortest)),
  ];
}

function eastAsianName(named: readonly string[], name: string): readonly Identifier[] {
  const letters = lettersOf(named.join(''));
  if (letters.length < shortestEastAsian) return [];
  const spaced = ['^', ' ', ''].map((separator) => named.join(separator));
  return [...new Set(spaced)].map((written) => ({
    ...nameForm(`full ${name}`, letters),
    edges: 'free',
    joints: 'some',
    isWord: false,
    written,
  }));
}

function wholeName(named: readonly string[], name: string, { isCommon }: NameOptions): readonly Identifier[] {
  const tokens = tokensOf(foldText(named.join(' ')));
  const joined = tokens.join('');
  // Some sites write a number for a name; it counts like an ID.
  const isLongEnough = countLetters(joined) >= shortestWord || (joined.length >= shortestId && /\d/.test(joined));
  if (!isLongEnough || tokens.every(isCommon)) return [];
  const orders = named.length === 1 ? [named] : [named, [...named.slice(1), named[0] ?? '']];
  return orders.map((order) => ({
    ...nameForm(`full ${name}`, lettersOf(order.join(''))),
    edges: countLetters(joined) >= shortestFull ? 'free' : 'part',
    joints: 'some',
    isWord: named.length === 1,
    written: writtenOf(order.join('^')),
  }));
}

/** The words of a part, each by itself. */
function wordsOf(part: string, label: string, options: NameOptions, shortest: number): readonly Identifier[] {
  const words = part.normalize('NFC').match(word) ?? [];
  return words.flatMap((text) => (countLetters(lettersOf(text)) < shortest ? [] : wordForms(text, label, options)));
}

const word = /[\p{L}\p{M}\p{N}]+/gu;

function wordForms(text: string, label: string, { isCommon, countsShort }: NameOptions): readonly Identifier[] {
  const letters = lettersOf(text);
  const length = countLetters(letters);
  if (isCommon(letters)) return [];
  const form = { ...nameForm(label, letters), written: length >= shortestWord ? writtenOf(text) : null };
  if (length >= shortestFree) return [{ ...form, edges: 'free', joints: 'hyphens' }];
  if (length >= shortestWord) return [form];
  const alone: readonly Identifier[] = countsShort ? [{ ...form, edges: 'token' }] : [];
  return [...alone, ...titleWords.map((title) => behind(title, form))];
}

/** An identifier that counts behind a word only: `Mr Li`, `ID: 4711`. */
export function behind(title: string, identifier: Identifier): Identifier {
  return {
    ...identifier,
    letters: title + identifier.letters,
    edges: 'part',
    joints: 'some',
    isWord: false,
    written: null,
  };
}

function nameForm(label: string, letters: string): Identifier {
  return { label, letters, edges: 'part', joints: noJoints, isWord: true, written: null, beside: null };
}

export const noJoints = { at: [], isRequired: false } as const;

/** Folded, without anything but letters and digits. */
export function lettersOf(text: string): string {
  return tokensOf(foldText(text)).join('');
}

/** What is looked for as bytes too: plain ASCII is found by its letters, whatever holds it. */
export function writtenOf(text: string): string | null {
  return isAscii(text) ? null : text;
}

/** Digits do not make a word longer: `ct12345` has two letters. */
function countLetters(token: string): number {
  return token.replace(/\p{N}+/gu, '').length;
}
