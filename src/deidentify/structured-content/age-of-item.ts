import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readNumbers, readText } from '../../dicom/value-codec.ts';
import { firstCappedYear } from '../ages.ts';
import { speaksOfAge, unitsPerYear } from './age-concepts.ts';
import { type ContentItem, childOf, firstItem, readConcept } from './content-item.ts';

const measuredValueSequence = tagOf(0x0040, 0xa300);
const measurementUnitsCodeSequence = tagOf(0x0040, 0x08ea);
const textValue = tagOf(0x0040, 0xa160);
const rationalDenominator = tagOf(0x0040, 0xa163);
const numberTags: readonly Tag[] = [tagOf(0x0040, 0xa30a), tagOf(0x0040, 0xa161), tagOf(0x0040, 0xa162)];

/**
 * True when a content item may say an age of 90 years or more, whatever names it: a number under the name of an age that
 * is too high or cannot be read, a text under such a name with a number like that, and any number of 90 years.
 */
export function mayBeOver89(dataset: IndexedDataset, item: number, content: ContentItem): boolean {
  if (content.valueType === 'NUM') return isNumberOver89(dataset, item, speaksOfAge(content));
  return content.valueType === 'TEXT' && speaksOfAge(content) && isTextOver89(dataset, item);
}

function isNumberOver89(dataset: IndexedDataset, item: number, isNamedAge: boolean): boolean {
  const holders = [item, ...itemsOf(dataset, childOf(dataset, item, measuredValueSequence))];
  const numbers = holders.flatMap((holder) =>
    numbersIn(dataset, holder, unitAt(dataset, holder) ?? unitAt(dataset, item)),
  );
  if (numbers.length === 0) return false;
  return numbers.some(({ value, perYear }) => {
    if (!Number.isFinite(value)) return isNamedAge;
    // A number without a unit that is known may be of years.
    if (isNamedAge) return value / (perYear ?? 1) >= firstCappedYear;
    return perYear !== null && perYear <= monthsOfYear && value / perYear >= firstCappedYear;
  });
}

const monthsOfYear = 12;

type Measured = { readonly value: number; readonly perYear: number | null };

function numbersIn(dataset: IndexedDataset, holder: number, perYear: number | null): readonly Measured[] {
  const denominator = childOf(dataset, holder, rationalDenominator);
  const divisor = denominator < 0 ? 1 : (readNumbers(dataset, denominator)[0] ?? 1);
  return numberTags.flatMap((tag, at) => {
    const found = childOf(dataset, holder, tag);
    const values = found < 0 ? [] : readNumbers(dataset, found);
    return values.map((value) => ({ value: at === numberTags.length - 1 ? value / divisor : value, perYear }));
  });
}

function unitAt(dataset: IndexedDataset, holder: number): number | null {
  const units = childOf(dataset, holder, measurementUnitsCodeSequence);
  return units < 0 ? null : unitsPerYear(readConcept(dataset, firstItem(dataset, units)));
}

function itemsOf(dataset: IndexedDataset, sequence: number): readonly number[] {
  if (sequence < 0) return [];
  const { subtreeEnds } = dataset.elements;
  const end = subtreeEnds[sequence] ?? sequence;
  const items: number[] = [];
  for (let at = sequence + 1; at < end; at = subtreeEnds[at] ?? end) items.push(at);
  return items;
}

function isTextOver89(dataset: IndexedDataset, item: number): boolean {
  const text = childOf(dataset, item, textValue);
  const numbers = (text < 0 ? '' : readText(dataset, text).join(' ').slice(0, longestText)).match(/\d+/g) ?? [];
  return numbers.some((digits) => Number(digits) >= firstCappedYear);
}

/** An age is said in a few words. */
const longestText = 4096;
