import type { DicomError } from '../../dicom/dicom-error.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { isText } from '../../dicom/vr.ts';
import { type RelativeTime, relativeTimes } from '../../profile/relative-times.ts';
import type { Finding } from '../change.ts';
import { type Counted, countDate, countDateTime, countTime } from '../dates/relative-time.ts';
import { shiftValue } from '../dates/shift-date.ts';
import type { Moment } from '../dates/study-start.ts';
import type { Run } from '../run.ts';
import type { ActionResult, Subject } from './action.ts';
import { fallBack } from './fall-back.ts';
import { keep } from './keep.ts';
import { replaceText } from './replace-text.ts';

/**
 * C under relative times, a form of modified dates (PS3.15 E.3.6): each study starts at 1900-01-01 00:00:00, and the dates and
 * times of its acquisitions are counted from there, to the microsecond. A value that cannot be counted goes as it does
 * without the option.
 */
export function cleanRelativeTimes(subject: Subject, run: Run): ActionResult | DicomError {
  const { dataset, element, tag, vr, isSequence } = subject;
  // Private ones come here by their VR.
  const what = relativeTimes.get(tag) ?? { kind: 'datetime' };
  if (run.studyStart.kind !== 'known' || isSequence || !isText(vr)) return fallBack(subject, run);
  if (dataset.elements.valueLengths[element] === 0) return keep(subject);
  const before = readText(dataset, element);
  const counted = countValues(subject, before, what, run.studyStart.moment);
  const values = counted.flatMap((one) => (one.kind === 'counted' ? [one.text] : []));
  if (values.length === 0 || values.length !== before.length) return gone(fallBack(subject, run), counted);
  if (values.every((value, n) => value === before[n])) return keep(subject);
  const result = replaceText(subject, values);
  const isBefore = result.kind === 'acted' && counted.some((one) => one.kind === 'counted' && one.isBefore);
  return isBefore ? { ...result, finding: beforeStart } : result;
}

function countValues(
  { dataset, element }: Subject,
  values: readonly string[],
  what: RelativeTime,
  start: Moment,
): readonly Counted[] {
  const beside = what.kind === 'date' ? what.time : what.kind === 'time' ? what.date : null;
  const others = beside === null ? [] : valuesBeside(dataset, element, beside);
  // A list of another length says nothing of which value belongs to which.
  const other = (n: number) => (others.length === values.length ? (others[n] ?? '') : '');
  return values.map((value, n) => countValue(value, other(n), what.kind, start));
}

function countValue(value: string, other: string, kind: RelativeTime['kind'], start: Moment): Counted {
  switch (kind) {
    case 'date':
      return countDate(value, other, start);
    case 'time':
      return countTime(value, other, start);
    case 'datetime':
      return countDateTime(value, start);
    case 'zone':
      return shiftValue(value, 'offset', 0) === null ? { kind: 'invalid' } : { kind: 'counted', text: value };
  }
}

const besideOf = new WeakMap<IndexedDataset, Map<string, readonly string[]>>();

/** Values of another attribute of the same item, looked for once: a header may name one attribute thousands of times. */
function valuesBeside(dataset: IndexedDataset, element: number, tag: Tag): readonly string[] {
  const parent = dataset.elements.parents[element] ?? -1;
  const known = besideOf.get(dataset) ?? new Map<string, readonly string[]>();
  besideOf.set(dataset, known);
  const key = `${parent} ${tag}`;
  const values = known.get(key) ?? findValues(dataset, parent, tag);
  known.set(key, values);
  return values;
}

function findValues(dataset: IndexedDataset, parent: number, tag: Tag): readonly string[] {
  const { tags, subtreeEnds, count } = dataset.elements;
  const end = parent < 0 ? count : (subtreeEnds[parent] ?? count);
  for (let at = parent + 1; at < end && (tags[at] ?? 0) <= tag; at = subtreeEnds[at] ?? end) {
    if (tags[at] === tag) return readText(dataset, at);
  }
  return [];
}

function gone(result: ActionResult | DicomError, counted: readonly Counted[]): ActionResult | DicomError {
  if (result.kind === 'error') return result;
  if (counted.some(({ kind }) => kind === 'invalid')) return { ...result, finding: notCounted };
  return counted.some(({ kind }) => kind === 'far') ? { ...result, finding: farFromStart } : result;
}

const notCounted: Omit<Finding, 'path'> = {
  code: 'invalid-date',
  message:
    'The value is no whole date or no time (PS3.5 6.2), so it could not be counted from the start of the study. It went.',
};
const farFromStart: Omit<Finding, 'path'> = {
  code: 'date-outside-study',
  message: 'The date lies more than a year from Study Date, so it is not taken for one of this study. It went.',
};
const beforeStart: Omit<Finding, 'path'> = {
  code: 'time-before-start',
  message:
    'The time has no date and lies before the time of the day at which the study starts. Counted from there it falls on the day before (an hour before the start is 23:00:00), or on the day after. A program that takes it for the day of the start is wrong by a day: uptake values above all.',
};
