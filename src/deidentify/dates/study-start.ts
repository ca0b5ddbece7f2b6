import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { Finding } from '../change.ts';
import type { DeidentifyContext } from '../context.ts';
import { tags } from '../tags.ts';
import { parseClockTime } from './clock-time.ts';
import { dayOf } from './shift-date.ts';

/** A moment by the clock of the scanner: a day number, and microseconds since its midnight. */
export type Moment = { readonly day: number; readonly micros: number };

/** What the times of a file are counted from. */
export type StudyStart =
  /** The profile counts no times. */
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly moment: Moment }
  /** Times follow the profile without the option. `reason` is a sentence for people. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Where the start of each study is put, at midnight. */
export const startDay = dayOf('19000101') ?? 0;

/** A value of De-identification Method (0012,0063), by which a later run knows that the times of a file were counted. */
export const countedText = 'times counted from the start of the study';

/**
 * The start of a file's study: Study Date and Study Time of its own header, which all files of a study share (PS3.3 C.7.2.1).
 * So it does not depend on the order of files, nor on which process reads them.
 */
export function studyStartOf(dataset: IndexedDataset, context: DeidentifyContext): StudyStart {
  const { preset, options } = context.rules.profile;
  if (preset === 'qmenta' || !options.includes('retainRelativeTimes')) return { kind: 'none' };
  const study = readSingleText(dataset, tags.studyInstanceUid).trim();
  if (study !== '' && context.unsettledStudies?.has(study)) return unknown('the files of the study do not agree on it');
  const moment = parseStart(singleValue(dataset, tags.studyDate), singleValue(dataset, tags.studyTime));
  if (moment === null) return unknown('Study Date or Study Time is missing, incomplete or none');
  if (moment.micros > 0) return { kind: 'known', moment };
  // Counted from midnight, every time is a time of day. Where we have counted before, it tells nothing more.
  return moment.day === startDay && isCounted(dataset)
    ? { kind: 'known', moment }
    : unknown('Study Time is midnight, as where another program has put a dummy');
}

/** True when this program has counted the file's times. MODIFIED alone also stands in files whose times of day are real. */
function isCounted(dataset: IndexedDataset): boolean {
  const method = findElement(dataset, tags.deidentificationMethod);
  return (
    readSingleText(dataset, tags.longitudinalTemporalInformationModified).trim() === 'MODIFIED' &&
    method >= 0 &&
    readText(dataset, method).some((value) => value.trim() === countedText)
  );
}

/** @returns null unless there is a whole date, and a time with its minutes: from less, nothing can be counted */
function parseStart(date: string, time: string): Moment | null {
  const day = dayOf(date);
  const clock = parseClockTime(time.trim());
  return day === null || clock === null || clock.parts < 2 ? null : { day, micros: clock.micros };
}

/** The one value of a top-level attribute; empty where there are several. */
function singleValue(dataset: IndexedDataset, tag: number): string {
  const element = findElement(dataset, tag);
  const values = element < 0 ? [] : readText(dataset, element);
  return values.length === 1 ? (values[0] ?? '') : '';
}

function unknown(reason: string): StudyStart {
  return { kind: 'unknown', reason };
}

export function startFindings({ studyStart }: { readonly studyStart: StudyStart }): readonly Finding[] {
  if (studyStart.kind !== 'unknown') return [];
  return [
    {
      code: 'study-start-unknown',
      message: `Nobody can say when the study started: ${studyStart.reason}. Its dates and times go as they do without Retain Relative Times.`,
    },
  ];
}
