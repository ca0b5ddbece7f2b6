import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { canBlankPage } from './blank-page.ts';
import type { DeidentifyContext } from './context.ts';
import { type DateShift, dateShiftOf } from './dates/date-shift.ts';
import { type StudyStart, studyStartOf } from './dates/study-start.ts';
import { type DecidedValues, decidedValuesOf } from './decide-value.ts';
import { type NewPatient, newPatientOf } from './new-patient.ts';
import { type PatientKey, patientKeyOf } from './patient-key.ts';
import { type Pseudonyms, pseudonymsOf } from './pseudonym.ts';
import { tags } from './tags.ts';

/** What all decisions about one file share. */
export type Run = {
  readonly context: DeidentifyContext;
  readonly pseudonyms: Pseudonyms;
  readonly patientKey: PatientKey;
  /** Trimmed; empty when the file has none. */
  readonly patientId: string;
  /** What the file's own patient is called in the output. */
  readonly newPatient: NewPatient;
  readonly sopClassUid: string;
  /** Whole days that this patient's dates move, negative is earlier; null when the profile shifts none. */
  readonly dateShiftDays: number | null;
  readonly dateShift: DateShift;
  readonly studyStart: StudyStart;
  readonly values: DecidedValues;
  /** A blank page of ours takes the place of the document that the file wraps. */
  readonly blanksPage: boolean;
};

export function startRun(dataset: IndexedDataset, context: DeidentifyContext): Run {
  const pseudonyms = pseudonymsOf(context.projectKey);
  const patientKey = patientKeyOf(dataset, context.rules.profile.usesIssuerOfPatientId);
  const patientId = readSingleText(dataset, tags.patientId).trim();
  const dateShift = dateShiftOf(patientKey.text, context.patients?.get(patientId), context);
  return {
    context,
    pseudonyms,
    patientKey,
    patientId,
    newPatient: newPatientOf(patientId, patientKey.text, context, pseudonyms),
    sopClassUid: readSingleText(dataset, tags.sopClassUid) || dataset.meta.mediaStorageSopClassUid,
    dateShiftDays: dateShift.kind === 'days' ? dateShift.days : null,
    dateShift,
    studyStart: studyStartOf(dataset, context),
    values: decidedValuesOf(context.values ?? []),
    blanksPage: context.document?.kind === 'blank-page' && canBlankPage(dataset),
  };
}
