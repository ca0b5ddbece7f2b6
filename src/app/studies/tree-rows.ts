import type { Patient, Series, Study } from '../study-nodes.ts';

/** One visible row of the tree. */
export type TreeRow =
  | { readonly level: 1; readonly key: string; readonly node: Patient; readonly isExpanded: boolean }
  | { readonly level: 2; readonly key: string; readonly node: Study; readonly isExpanded: boolean }
  | { readonly level: 3; readonly key: string; readonly node: Series };

/** Up to this many rows, everything is open from the start. */
const OPEN_ROWS = 60;

/**
 * The rows to show. Patients with held or failed files are open, and so is everything in a short list; `toggled` holds
 * what the person has changed. A filter opens whatever matches it.
 */
export function listTreeRows(
  patients: readonly Patient[],
  toggled: ReadonlySet<string>,
  filter: string,
): readonly TreeRow[] {
  const total = patients.reduce(
    (sum, { studies }) => studies.reduce((inStudies, study) => inStudies + 1 + study.series.length, sum + 1),
    0,
  );
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: TreeRow[] = [];
  for (const patient of patients) {
    const studies = keepMatches(patient, words);
    if (studies.length === 0) {
      continue;
    }
    const opensItself = total <= OPEN_ROWS || patient.counts.held + patient.counts.failed > 0;
    const isExpanded = words.length > 0 || opensItself !== toggled.has(patient.key);
    rows.push({ level: 1, key: patient.key, node: patient, isExpanded });
    for (const study of isExpanded ? studies : []) {
      const isStudyExpanded = words.length > 0 || !toggled.has(study.key);
      rows.push({ level: 2, key: study.key, node: study, isExpanded: isStudyExpanded });
      for (const series of isStudyExpanded ? study.series : []) {
        rows.push({ level: 3, key: series.key, node: series });
      }
    }
  }
  return rows;
}

/** A match in a patient keeps all its studies, one in a study all its series. */
function keepMatches(patient: Patient, words: readonly string[]): readonly Study[] {
  if (matches(words, patient.name, patient.id)) {
    return patient.studies;
  }
  return patient.studies.flatMap((study) => {
    const about = [patient.name, patient.id, study.date, study.description];
    if (matches(words, ...about)) {
      return [study];
    }
    const series = study.series.filter(
      ({ label, modality, members }) =>
        matches(words, ...about, label, modality) || members.some(({ path }) => matches(words, path)),
    );
    return series.length > 0 ? [{ ...study, series }] : [];
  });
}

function matches(words: readonly string[], ...texts: readonly string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
