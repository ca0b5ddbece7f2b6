import { asciiDigits } from '../ascii-digits.ts';
import { addressPatterns, numberPatterns, placeHints } from './hazard-patterns.ts';
import { placesBeside, wordedHints, wordedPlaces } from './worded-hazards.ts';
import { findWrittenNumbers } from './written-numbers.ts';

/** A stretch of text that goes whatever words it is made of. */
type Hazard = { readonly start: number; readonly end: number };

/**
 * Finds, in order and apart from each other, dates, times, ages, telephone numbers, e-mail and web addresses, numbers of
 * rooms, beds and records in a text. It errs on the side of finding: a version number like `1.2.3` counts as a date.
 */
export function findHazards(written: string): readonly Hazard[] {
  const text = asciiDigits(written);
  // Looked for first: at each place of a text without one the pattern would go through 64 characters in vain.
  const addresses = /@|:\/\/|www\./i.test(text) ? addressPatterns.flatMap((pattern) => matchesOf(text, pattern)) : [];
  const places = wordedHints.test(text) ? wordedPlaces.flatMap((pattern) => matchesOf(text, pattern)) : [];
  const beside = placesBeside.flatMap(({ where, pattern }) => (where.test(text) ? matchesOf(text, pattern) : []));
  const worded = [...addresses, ...findWrittenNumbers(text), ...places, ...beside];
  if (!/\p{N}/u.test(text) && !placeHints.test(text)) return merged(worded);
  return merged([
    ...worded,
    ...numberPatterns.flatMap((pattern) => matchesOf(text, pattern, isNoParameter)),
    ...matchesOf(text, dayAndMonth, isDayAndMonth),
    ...matchesOf(text, groupedDigits, isLongNumber),
    ...matchesOf(text, shortGroups),
  ]);
}

/** Stretches that overlap become one: words are compared with them in one pass. */
function merged(hazards: readonly Hazard[]): readonly Hazard[] {
  const joined: Hazard[] = [];
  for (const hazard of hazards.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last === undefined || hazard.start >= last.end) joined.push(hazard);
    else if (hazard.end > last.end) joined[joined.length - 1] = { start: last.start, end: hazard.end };
  }
  return joined;
}

/** `TR/TE 500/15` are settings, and `256x256` sizes. */
function isNoParameter(found: string, text: string, start: number): boolean {
  return (
    !/^\p{N}+[-/]\p{N}+$/u.test(found) ||
    !/(?:te|tr|ti|fov|w|l|b|kvp?|mas?)[\s:=]{0,2}$/iu.test(text.slice(Math.max(0, start - 6), start))
  );
}

const dayAndMonth = /(?<![\p{N}./])\p{N}{1,2}\/\p{N}{1,2}(?![\p{N}\p{L}./])/gu;

/** `12/03` is a date; `1/2` is one of two, and `L5/6` are vertebrae. */
function isDayAndMonth(found: string, text: string, start: number): boolean {
  const [first = 0, second = 0] = found.split('/').map(Number);
  // Only what stands right before: all of it would make a text of such pairs quadratic.
  if (/\p{L}$/u.test(text.slice(Math.max(0, start - 2), start))) return false;
  // `6/2`: no part of a whole is more than the whole.
  if (first > second && second > 0 && first <= 31 && second <= 12) return true;
  return found.length > 3 && first > 0 && second > 0 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
}

const groupedDigits = /(?<![\p{N}.])\+?(?:\(?\p{N}{1,6}\)?[ \-/._]{1,2}){1,6}\p{N}{2,9}(?!\p{N})/gu;
/** Three groups of two digits: a date or a time by its figures alone. */
const shortGroups = /(?<![\p{N}\p{L}.,])\p{N}{2}([ _.-])\p{N}{2}\1\p{N}{2}(?![\p{N}\p{L}.,])/gu;

/** Telephone, social security and card numbers: seven digits or more, in groups. A single decimal number is none. */
function isLongNumber(text: string): boolean {
  return text.replace(/\P{N}+/gu, '').length >= 7 && !/^\p{N}{1,4}\.\p{N}+$/u.test(text);
}

function matchesOf(
  text: string,
  pattern: RegExp,
  accepts: (found: string, text: string, start: number) => boolean = () => true,
): readonly Hazard[] {
  const found: Hazard[] = [];
  for (const match of text.matchAll(pattern)) {
    if (!accepts(match[0], text, match.index)) continue;
    const end = match.index + match[0].length;
    const id = match.groups?.['id'];
    found.push({ start: id === undefined ? match.index : end - id.length, end });
  }
  return found;
}
