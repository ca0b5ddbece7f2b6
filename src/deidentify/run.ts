import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import type { DeidentifyContext } from './context.ts';
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
  readonly patientPseudonym: string;
  readonly sopClassUid: string;
};

export function startRun(dataset: IndexedDataset, context: DeidentifyContext): Run {
  const pseudonyms = pseudonymsOf(context.projectKey);
  const patientKey = patientKeyOf(dataset, context.rules.profile.usesIssuerOfPatientId);
  return {
    context,
    pseudonyms,
    patientKey,
    patientId: readSingleText(dataset, tags.patientId).trim(),
    patientPseudonym: pseudonyms.patient(patientKey.text),
    sopClassUid: readSingleText(dataset, tags.sopClassUid) || dataset.meta.mediaStorageSopClassUid,
  };
}
