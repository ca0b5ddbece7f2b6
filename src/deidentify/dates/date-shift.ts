import { formatTag } from '../../dicom/tag.ts';
import type { Hold } from '../change.ts';
import type { DeidentifyContext, PatientEntry } from '../context.ts';
import { keyedHash } from '../keyed-hash.ts';
import { tags } from '../tags.ts';
import { dayOf } from './shift-date.ts';

/** How far one patient's dates move, or why nobody can say. */
export type DateShift =
  /** The profile shifts no dates. */
  | { readonly kind: 'none' }
  /** @property days negative is earlier; never 0. */
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * The one shift of all dates of a patient (PS3.15 E.3.6, modified dates): into the past by 1 to `maxDays` days, derived
 * from the project key, or by what takes the patient's first study date to the anchor date of the table.
 * @param patientKey of `patientKeyOf`. @param entry the patient's row; undefined when there is none.
 */
export function dateShiftOf(
  patientKey: string,
  entry: PatientEntry | undefined,
  context: DeidentifyContext,
): DateShift {
  const { profile } = context.rules;
  const isOn = profile.preset !== 'qmenta' && profile.options.includes('retainModifiedDates');
  if (!isOn) return { kind: 'none' };
  if (entry && entry.anchorDate !== null) return anchoredShift(entry.anchorDate, entry.firstStudyDate);
  // Two old IDs of one new patient move together. Running numbers depend on the order of the files, so they decide nothing.
  const isMerged = entry !== undefined && profile.patients.kind === 'lookup';
  const key = isMerged ? `new-id ${entry.newId}` : patientKey;
  return { kind: 'days', days: -keyedDays(context.projectKey, key, profile.dateShift.maxDays) };
}

function anchoredShift(anchorDate: string, firstStudyDate: string | null): DateShift {
  const anchor = dayOf(anchorDate);
  const first = firstStudyDate === null ? null : dayOf(firstStudyDate);
  if (anchor === null) {
    return unknown('The anchor date of this patient is no date. Write it as YYYYMMDD in the patient table.');
  }
  if (first === null) {
    return unknown(
      "The patient table has an anchor date, but none of this patient's files has a valid Study Date to count from. Take the anchor date out of the table, or leave the files out.",
    );
  }
  if (anchor === first) {
    return unknown(
      "The anchor date is the date of this patient's own first study, so that no date would change. Choose another one.",
    );
  }
  return { kind: 'days', days: anchor - first };
}

/** 1 to `maxDays`, alike for all but one in some thousand million keys: 48 bits of the hash. */
function keyedDays(projectKey: Uint8Array, patientKey: string, maxDays: number): number {
  const view = new DataView(keyedHash(projectKey, 'date-shift', patientKey).slice(0, 8).buffer);
  const number = view.getUint32(0) * 0x10000 + view.getUint16(4);
  return 1 + (number % (maxDays >= 1 ? Math.floor(maxDays) : 1));
}

/** The hold of a file whose dates have nowhere to go. A person cannot release it: its dates would be missing. */
export function unknownShift({ dateShift }: { readonly dateShift: DateShift }): readonly Hold[] {
  if (dateShift.kind !== 'unknown') return [];
  const path = formatTag(tags.patientId);
  return [{ kind: 'patient-not-listed', reason: dateShift.reason, isReleasable: false, path }];
}

function unknown(reason: string): DateShift {
  return { kind: 'unknown', reason };
}
