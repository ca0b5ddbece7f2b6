import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Vr } from '../../dicom/vr.ts';
import { collectValues } from '../residual/collect-identifiers.ts';
import { foldText, tokensOf } from '../residual/fold-text.ts';

/** Shorter ones come by chance. */
const fewestDigits = 5;

const numbersByDataset = new WeakMap<IndexedDataset, ReadonlySet<number>>();
const wordsByDataset = new WeakMap<IndexedDataset, ReadonlySet<string>>();

/**
 * Is a number one of this file's own identifying ones: an ID, a telephone number, a date written as a number? The search
 * of the output reads bytes as text, so numbers of fixed width are looked at here.
 * @param vr FL holds some seven digits, so what it made of a longer number counts too
 */
export function isIdentifyingNumber(dataset: IndexedDataset, value: number, vr: Vr): boolean {
  const size = Math.abs(value);
  if (size < 10 ** (fewestDigits - 1)) return false;
  const known = numbersOf(dataset);
  return known.has(size) || (vr === 'FL' && known.has(-size));
}

function numbersOf(dataset: IndexedDataset): ReadonlySet<number> {
  const known = numbersByDataset.get(dataset);
  if (known) return known;
  const numbers = new Set<number>();
  for (const { role, value } of collectValues(dataset).shared) {
    if (role !== 'id' && role !== 'date' && role !== 'phone') continue;
    // More digits than a double holds are rounded alike on both sides.
    for (const digits of role === 'date' ? datesOf(value) : digitsOf(value, role === 'phone')) {
      if (digits.length < fewestDigits) continue;
      numbers.add(Number(digits));
      // Below zero: as 32 bits hold it.
      numbers.add(-Math.fround(Number(digits)));
    }
  }
  numbersByDataset.set(dataset, numbers);
  return numbers;
}

/** All digits of an ID, each run of them, and a telephone number without the country. */
function digitsOf(value: string, isPhone: boolean): readonly string[] {
  const all = value.replace(/\D+/g, '');
  const national = isPhone
    ? [1, 2, 3].map((count) => all.slice(count)).filter(({ length }) => length >= fewestOfPhone)
    : [];
  return [all, ...(value.match(/\d+/g) ?? []), ...national];
}

const fewestOfPhone = 7;

/** Year, day or month first, with and without the century. */
function datesOf(value: string): readonly string[] {
  const [, century, year, month, day] = /^(\d\d)(\d\d)\D?(\d\d)\D?(\d\d)/.exec(value.trim()) ?? [];
  if (century === undefined) return [];
  const orders = [`${month}${day}`, `${day}${month}`];
  return [`${century}${year}`, `${year}`].flatMap((one) => [
    `${one}${month}${day}`,
    ...orders.map((order) => `${order}${one}`),
  ]);
}

/** Has a text of a closed form a word of this patient's name or IDs? Someone may be called like a coil or a sequence. */
export function hasIdentifyingWord(dataset: IndexedDataset, text: string): boolean {
  const words = wordsOf(dataset);
  return words.size > 0 && tokensOf(foldText(text)).some((token) => words.has(token));
}

function wordsOf(dataset: IndexedDataset): ReadonlySet<string> {
  const known = wordsByDataset.get(dataset);
  if (known) return known;
  const words = new Set<string>();
  for (const { role, value } of collectValues(dataset).shared) {
    const isNumber = role === 'id' || role === 'date' || role === 'phone';
    if (!isNumber && role !== 'patient-name') continue;
    for (const token of tokensOf(foldText(value))) {
      if (token.length >= (/\D/.test(token) ? fewestLetters : fewestDigits)) words.add(token);
    }
  }
  wordsByDataset.set(dataset, words);
  return words;
}

/** Two letters are found behind a title alone, which no closed form has. */
const fewestLetters = 3;
