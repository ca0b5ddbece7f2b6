import { seriesKeyOf } from '../../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { FileSummary } from '../../../pipeline/contracts/file-outcome.ts';
import {
  addTotals,
  type OutcomeCounts,
  type StandingRules,
  sizeBytesOfFile,
  standingOf,
  type Totals,
} from '../outcomes.ts';
import type { Patient, Series, Study } from './study-nodes.ts';

/** Groups a list that grows or whose outcomes come in, at the cost of what has changed and not of the whole. */
export type StudiesIndex = {
  /** @returns patients in the order they were found, as `groupStudies(files, rules, 'as-found')` would. */
  readonly update: (files: readonly BatchFile[], rules: StandingRules) => readonly Patient[];
};

/** A node under construction; `node` is null once anything below it has changed. */
type SeriesDraft = {
  readonly study: StudyDraft;
  readonly key: string;
  readonly first: FileSummary;
  readonly members: BatchFile[];
  readonly counts: Record<keyof OutcomeCounts, number>;
  sizeBytes: number;
  waiting: number;
  node: Series | null;
};
type StudyDraft = {
  readonly patient: PatientDraft;
  readonly key: string;
  readonly first: FileSummary;
  readonly series: SeriesDraft[];
  node: Study | null;
};
type PatientDraft = {
  readonly key: string;
  readonly first: FileSummary;
  readonly studies: StudyDraft[];
  node: Patient | null;
};

type Place = { readonly series: SeriesDraft; readonly at: number };

type Grouped = {
  readonly rules: StandingRules;
  readonly patients: PatientDraft[];
  readonly drafts: Map<string, SeriesDraft>;
  readonly studies: Map<string, StudyDraft>;
  readonly patientsByKey: Map<string, PatientDraft>;
  /** By position in the list; null for files that are no DICOM. */
  readonly places: (Place | null)[];
  /** Of the file before: files of one series mostly come together. */
  last: SeriesDraft | null;
};

export function createStudiesIndex(): StudiesIndex {
  let seen: readonly BatchFile[] = [];
  let grouped: Grouped | null = null;
  let shown: readonly Patient[] = [];
  return {
    update: (files, rules) => {
      if (grouped !== null && files === seen && rules === grouped.rules) {
        return shown;
      }
      if (grouped === null || grouped.rules !== rules || !takeChanges(grouped, seen, files)) {
        grouped = startGrouping(rules);
        takeChanges(grouped, [], files);
      }
      seen = files;
      shown = grouped.patients.map(patientNode);
      return shown;
    },
  };
}

function startGrouping(rules: StandingRules): Grouped {
  return {
    rules,
    patients: [],
    drafts: new Map(),
    studies: new Map(),
    patientsByKey: new Map(),
    places: [],
    last: null,
  };
}

/** @returns false when the list is another one: a file gone, moved or read anew. */
function takeChanges(grouped: Grouped, before: readonly BatchFile[], files: readonly BatchFile[]): boolean {
  if (files.length < before.length) {
    return false;
  }
  for (let at = 0; at < before.length; at++) {
    const file = files[at] as BatchFile;
    const old = before[at] as BatchFile;
    if (file !== old) {
      if (file.id !== old.id || file.scan !== old.scan) {
        return false;
      }
      replaceFile(grouped, at, old, file);
    }
  }
  for (let at = before.length; at < files.length; at++) {
    addFile(grouped, files[at] as BatchFile);
  }
  return true;
}

function addFile(grouped: Grouped, file: BatchFile): void {
  if (file.scan.kind !== 'dicom') {
    grouped.places.push(null);
    return;
  }
  const series = seriesFor(grouped, file.scan.summary);
  grouped.places.push({ series, at: series.members.length });
  series.members.push(file);
  series.sizeBytes += sizeBytesOfFile(file);
  count(grouped, series, file, 1);
}

function replaceFile(grouped: Grouped, position: number, old: BatchFile, file: BatchFile): void {
  const place = grouped.places[position];
  if (place) {
    place.series.members[place.at] = file;
    count(grouped, place.series, old, -1);
    count(grouped, place.series, file, 1);
  }
}

function count({ rules }: Grouped, series: SeriesDraft, file: BatchFile, step: 1 | -1): void {
  series.counts[standingOf(file, rules).kind] += step;
  series.waiting += file.outcome === null ? step : 0;
  series.node = null;
  series.study.node = null;
  series.study.patient.node = null;
}

function seriesFor(grouped: Grouped, summary: FileSummary): SeriesDraft {
  if (grouped.last === null || !isSameSeries(grouped.last.first, summary)) {
    grouped.last = findSeries(grouped, summary);
  }
  return grouped.last;
}

function isSameSeries(one: FileSummary, other: FileSummary): boolean {
  return (
    one.seriesInstanceUid === other.seriesInstanceUid &&
    one.studyInstanceUid === other.studyInstanceUid &&
    one.patientKey === other.patientKey
  );
}

function findSeries(grouped: Grouped, summary: FileSummary): SeriesDraft {
  const key = seriesKeyOf(summary);
  const known = grouped.drafts.get(key);
  if (known !== undefined) {
    return known;
  }
  const study = studyFor(grouped, summary);
  const counts = { ready: 0, deidentified: 0, held: 0, skipped: 0, failed: 0 };
  const series = { study, key, first: summary, members: [], counts, sizeBytes: 0, waiting: 0, node: null };
  study.series.push(series);
  grouped.drafts.set(key, series);
  return series;
}

function studyFor(grouped: Grouped, summary: FileSummary): StudyDraft {
  const key = `${summary.patientKey} ${summary.studyInstanceUid}`;
  const known = grouped.studies.get(key);
  if (known !== undefined) {
    return known;
  }
  const patient = patientFor(grouped, summary);
  const study: StudyDraft = { patient, key, first: summary, series: [], node: null };
  patient.studies.push(study);
  grouped.studies.set(key, study);
  return study;
}

function patientFor(grouped: Grouped, summary: FileSummary): PatientDraft {
  const key = summary.patientKey;
  const known = grouped.patientsByKey.get(key);
  if (known !== undefined) {
    return known;
  }
  const patient: PatientDraft = { key, first: summary, studies: [], node: null };
  grouped.patients.push(patient);
  grouped.patientsByKey.set(key, patient);
  return patient;
}

function patientNode(draft: PatientDraft): Patient {
  if (draft.node === null) {
    const studies = draft.studies.map(studyNode);
    const { patientName: name, patientId: id } = draft.first;
    draft.node = { key: draft.key, name, id, studies, ...addTotals(studies) };
  }
  return draft.node;
}

function studyNode(draft: StudyDraft): Study {
  if (draft.node === null) {
    const series = draft.series.map(seriesNode);
    const { studyDate: date, studyDescription: description } = draft.first;
    draft.node = { key: draft.key, date, description, series, ...addTotals(series) };
  }
  return draft.node;
}

function seriesNode(draft: SeriesDraft): Series {
  if (draft.node === null) {
    const { key, first, members, counts, sizeBytes, waiting } = draft;
    const totals: Totals = { files: members.length, sizeBytes, waiting, counts: { ...counts } };
    const label = [first.seriesNumber, first.seriesDescription].filter(Boolean).join(' ');
    draft.node = { key, label, modality: first.modality, members: [...members], ...totals };
  }
  return draft.node;
}
