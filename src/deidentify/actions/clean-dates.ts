import { lookUpAttribute } from '../../dicom/data-dictionary.ts';
import type { DicomError } from '../../dicom/dicom-error.ts';
import { isPrivate } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { isText, type Vr } from '../../dicom/vr.ts';
import { shiftValue, type TemporalKind } from '../dates/shift-date.ts';
import { dummyText } from '../dummy-value.ts';
import type { Run } from '../run.ts';
import { tags } from '../tags.ts';
import type { ActionResult, Subject } from './action.ts';
import { actionWithoutOptions, fallBack } from './fall-back.ts';
import { keep } from './keep.ts';
import { replaceText } from './replace-text.ts';

/**
 * C under modified dates (PS3.15 E.3.6): every value moves by the patient's own whole number of days. What is no valid
 * date becomes empty, or a dummy where the preset asks for one. Time stamps in bytes (Certified Timestamp, Frame Origin
 * Timestamp) cannot be moved without what signed or made them, so they go as they do without the option.
 */
export function cleanDates(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, vr, isSequence } = subject;
  const kind = kindOf(subject);
  // A file whose shift is unknown is held; until then nothing of its dates is let through.
  if (kind === null || isSequence || !isText(vr) || run.dateShiftDays === null) return fallBack(subject, run);
  if (dataset.elements.valueLengths[element] === 0) return keep(subject);
  const days = run.dateShiftDays;
  const before = readText(dataset, element);
  const shifted = before.map((value) => shiftValue(value, kind, days));
  if (before.length === 0 || shifted.includes(null)) return withoutInvalid(subject, run, shifted);
  if (shifted.every((value, n) => value === before[n])) return keep(subject);
  return replaceText(subject, shifted as readonly string[]);
}

/** Valid values of a list keep their place: another list often belongs to it. */
function withoutInvalid(subject: Subject, run: Run, shifted: readonly (string | null)[]): ActionResult | DicomError {
  const isDummy = actionWithoutOptions(subject, run) === 'D';
  const instead = isDummy ? (dummyText(subject.tag, subject.vr) ?? '') : '';
  const values = shifted.length === 0 ? [instead] : shifted.map((value) => value ?? instead);
  const result = replaceText(subject, values.every((value) => value === '') ? [] : values);
  if (result.kind === 'error') return result;
  const isEmptied = result.after === '';
  return { ...result, effect: isEmptied ? 'emptied' : 'replaced', finding: isDummy ? replacedByDummy : emptied };
}

const emptied = {
  code: 'invalid-date',
  message: 'The value is not a valid date or time (PS3.5 6.2), so it could not be shifted. It was emptied.',
};
const replacedByDummy = {
  code: 'invalid-date',
  message:
    'The value is not a valid date or time (PS3.5 6.2), so it could not be shifted. A dummy stands in its place.',
};

/** The dictionary says what an attribute holds, whatever VR a file gives it. */
function kindOf({ tag, vr }: Subject): TemporalKind | null {
  if (tag === tags.timezoneOffsetFromUtc) return 'offset';
  const known = isPrivate(tag) ? undefined : lookUpAttribute(tag)?.vr;
  return kinds[known ?? vr] ?? kinds[vr] ?? null;
}

const kinds: Readonly<Partial<Record<Vr, TemporalKind>>> = { DA: 'date', TM: 'time', DT: 'datetime' };
