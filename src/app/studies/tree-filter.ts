import type { Patient, Series, Study } from '../batch/derived/study-nodes.ts';
import { addTotals } from '../batch/outcomes.ts';

export type StatusFilter = 'all' | 'ready' | 'held' | 'failed' | 'skipped';

export type TreeFilter = {
  readonly text: string;
  /** Empty: any. Series without a modality are ''. */
  readonly modalities: ReadonlySet<string>;
  readonly status: StatusFilter;
};

export const noFilter: TreeFilter = { text: '', modalities: new Set(), status: 'all' };

export function isFiltering({ text, modalities, status }: TreeFilter): boolean {
  return text.trim() !== '' || modalities.size > 0 || status !== 'all';
}

/**
 * Series that match, below their patients and studies, whose totals count no more than what is left below them. Takes a
 * turn after each patient: the first key typed looks at every path of the batch.
 */
export function* filterPatients(patients: readonly Patient[], filter: TreeFilter): Generator<void, readonly Patient[]> {
  if (!isFiltering(filter)) {
    return patients;
  }
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Patient[] = [];
  for (const patient of patients) {
    const about = `${patient.name} ${patient.id}`.toLowerCase();
    const studies = patient.studies.flatMap((study) => filterStudy(study, about, words, filter));
    if (studies.length > 0) {
      found.push(isSame(studies, patient.studies) ? patient : { ...patient, ...below(studies) });
    }
    yield;
  }
  return found;
}

function below(studies: readonly Study[]) {
  return { studies, ...addTotals(studies) };
}

function filterStudy(study: Study, patient: string, words: readonly string[], filter: TreeFilter): readonly Study[] {
  const about = `${patient} ${study.date} ${study.description}`.toLowerCase();
  // Words that the series itself must have: the others are in its patient or study.
  const missing = words.filter((word) => !about.includes(word));
  const series = study.series.filter((one) => matchesChoices(one, filter) && matchesWords(one, missing));
  if (series.length === 0) {
    return [];
  }
  return [isSame(series, study.series) ? study : { ...study, series, ...addTotals(series) }];
}

function matchesChoices({ modality, counts }: Series, { modalities, status }: TreeFilter): boolean {
  if (modalities.size > 0 && !modalities.has(modality)) {
    return false;
  }
  return status === 'all' || counts[status] + (status === 'ready' ? counts.deidentified : 0) > 0;
}

/** Each word in label, modality or a path. */
function matchesWords({ label, modality, members }: Series, words: readonly string[]): boolean {
  const about = `${label} ${modality}`.toLowerCase();
  return words.every((word) => about.includes(word) || members.some(({ path }) => path.toLowerCase().includes(word)));
}

function isSame<Item>(some: readonly Item[], all: readonly Item[]): boolean {
  return some.length === all.length && some.every((item, index) => item === all[index]);
}
