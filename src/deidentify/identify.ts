import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import type { Change } from './change.ts';
import { pathPart } from './path-part.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** Originals and replacements that the crosswalk lists, empty where the file has none. Stays on the page; never uploaded. */
export type Identity = {
  readonly patientIdOld: string;
  readonly patientIdNew: string;
  readonly studyUidOld: string;
  readonly studyUidNew: string;
  readonly seriesUidOld: string;
  readonly seriesUidNew: string;
  readonly instanceUidOld: string;
  readonly instanceUidNew: string;
  /** Whole days that this patient's dates moved, negative is earlier; null when no date was shifted. */
  readonly dateShiftDays: number | null;
};

type Identified = {
  readonly identity: Identity;
  readonly outputPathParts: readonly [patient: string, study: string, series: string, instance: string];
};

/**
 * Old and new identifiers of a file, and the parts of its output path: the patient's new ID, then keyed pseudonyms
 * whatever the profile keeps.
 */
export function identify(dataset: IndexedDataset, run: Run, changes: readonly Change[]): Identified {
  const read = (tag: number) => readSingleText(dataset, tag).trim();
  const after = (tag: number, old: string) => {
    const element = findElement(dataset, tag);
    const change = element < 0 ? undefined : changes.find((candidate) => candidate.element === element);
    return change?.effect === 'kept' ? old : (change?.after ?? '');
  };
  const study = read(tags.studyInstanceUid);
  const series = read(tags.seriesInstanceUid);
  const instance = read(tags.sopInstanceUid) || dataset.meta.mediaStorageSopInstanceUid;
  // What stands in for a missing UID: as much as the file says about the same level.
  const studyKey = study || list('study', run.patientKey.text, read(tags.studyDate), read(tags.studyId));
  const seriesKey = series || list('series', studyKey, read(tags.modality), read(tags.seriesNumber));
  const instanceKey = instance || list('instance', seriesKey, read(tags.instanceNumber), `${dataset.sizeBytes}`);
  const { pseudonyms, newPatient } = run;
  return {
    identity: {
      patientIdOld: read(tags.patientId),
      patientIdNew: newPatient.id,
      studyUidOld: study,
      studyUidNew: after(tags.studyInstanceUid, study),
      seriesUidOld: series,
      seriesUidNew: after(tags.seriesInstanceUid, series),
      instanceUidOld: instance,
      instanceUidNew: after(tags.sopInstanceUid, instance),
      dateShiftDays: run.dateShiftDays,
    },
    outputPathParts: [
      pathPart(newPatient.id),
      pseudonyms.study(studyKey),
      pseudonyms.series(seriesKey),
      pseudonyms.instance(instanceKey),
    ],
  };
}

function list(...fields: readonly string[]): string {
  return fields.map((field) => `${field.length}:${field}`).join('');
}
