import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { isPrivate } from '../dicom/tag.ts';
import { readText } from '../dicom/value-codec.ts';
import { isText } from '../dicom/vr.ts';
import type { Subject } from './actions/action.ts';
import type { Run } from './run.ts';

/** The one age that stands for all above 89 years (45 CFR 164.514(b)(2)(i)(C)). */
export const cappedAge = '090Y';

/** True when the profile keeps ages and wants those over 89 years to be one group. */
export function capsAges({ context: { rules } }: Run): boolean {
  const { profile } = rules;
  return profile.preset !== 'qmenta' && profile.capsAges && profile.options.includes('retainPatientCharacteristics');
}

/** What an age in a file comes to: fine to keep, over 89 years, or no age at all. */
export type AgeState = 'kept' | 'over-89' | 'not-an-age';

/** @returns null for elements that hold no ages: the dictionary decides, whatever VR the file gives. */
export function ageStateOf({ dataset, element, tag, vr, isSequence }: Subject): AgeState | null {
  const known = isPrivate(tag) ? undefined : lookUpAttribute(tag)?.vr;
  if ((vr !== 'AS' && known !== 'AS') || isSequence) return null;
  if (dataset.elements.valueLengths[element] === 0) return 'kept';
  if (!isText(vr)) return 'not-an-age';
  const years = readText(dataset, element).map(ageInYears);
  if (years.length === 0 || years.includes(null)) return 'not-an-age';
  return years.some((value) => value !== null && value >= firstCappedYear) ? 'over-89' : 'kept';
}

/**
 * An age string in whole and broken years (PS3.5 6.2 AS), read as leniently as people write: fewer or more digits, small
 * letters, no unit for years. @returns 0 for an empty value, null for what is no age.
 */
export function ageInYears(text: string): number | null {
  const value = text.trim();
  if (value === '') return 0;
  const [, digits, unit = 'Y'] = /^(\d{1,6}) ?([DWMY])?$/i.exec(value) ?? [];
  if (digits === undefined) return null;
  return Number(digits) / (perYear[unit.toUpperCase()] ?? 1);
}

/** Somebody is 89 until the 90th birthday. */
export const firstCappedYear = 90;

const perYear: Readonly<Record<string, number>> = { Y: 1, M: 12, W: 365.2425 / 7, D: 365.2425 };
