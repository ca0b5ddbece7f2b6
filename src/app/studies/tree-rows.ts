import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { Patient, Series, Study } from '../batch/derived/study-nodes.ts';
import type { StandingRules } from '../batch/outcomes.ts';
import { standingOf } from '../batch/outcomes.ts';
import type { StatusFilter } from './tree-filter.ts';

/** One visible row of the tree. */
export type TreeRow =
  | { readonly level: 1; readonly key: string; readonly node: Patient; readonly isExpanded: boolean }
  | { readonly level: 2; readonly key: string; readonly node: Study; readonly isExpanded: boolean }
  | { readonly level: 3; readonly key: string; readonly node: Series; readonly isExpanded: boolean }
  | { readonly level: 4; readonly key: string; readonly file: BatchFile };

/** Up to this many rows, every study is open from the start. */
const OPEN_ROWS = 60;

/** What decides which rows there are, besides the patients. */
export type RowChoices = {
  /** Keys of patients that open by themselves. */
  readonly waiting: ReadonlySet<string>;
  /** Keys of rows that the person opened or closed. */
  readonly toggled: ReadonlySet<string>;
  readonly isFiltered: boolean;
  readonly status: StatusFilter;
  readonly rules: StandingRules;
};

/**
 * The rows to show. Patients with held or failed files are open, and so is everything in a short list; series show their
 * files once they are opened. A filter opens whatever it leaves.
 */
export function listTreeRows(patients: readonly Patient[], choices: RowChoices): readonly TreeRow[] {
  const { waiting, toggled, isFiltered } = choices;
  const opensItself = openedAtFirst(patients, waiting);
  const rows: TreeRow[] = [];
  for (const patient of patients) {
    const isExpanded = isFiltered || opensItself(patient) !== toggled.has(patient.key);
    rows.push({ level: 1, key: patient.key, node: patient, isExpanded });
    for (const study of isExpanded ? patient.studies : []) {
      const isStudyExpanded = isFiltered || !toggled.has(study.key);
      rows.push({ level: 2, key: study.key, node: study, isExpanded: isStudyExpanded });
      for (const series of isStudyExpanded ? study.series : []) {
        addSeries(rows, series, choices);
      }
    }
  }
  return rows;
}

/** What to take as toggled so that all studies are open, or all patients closed. */
export function toggledForAll(
  patients: readonly Patient[],
  waiting: ReadonlySet<string>,
  isOpen: boolean,
): ReadonlySet<string> {
  const opensItself = openedAtFirst(patients, waiting);
  return new Set(patients.filter((patient) => opensItself(patient) !== isOpen).map(({ key }) => key));
}

export function fileKeyOf(id: number): string {
  return `file ${id}`;
}

/** Files that a row stands for. */
export function filesOf(row: TreeRow): readonly BatchFile[] {
  switch (row.level) {
    case 1:
      return row.node.studies.flatMap(({ series }) => series.flatMap(({ members }) => members));
    case 2:
      return row.node.series.flatMap(({ members }) => members);
    case 3:
      return row.node.members;
    default:
      return [row.file];
  }
}

function addSeries(rows: TreeRow[], series: Series, { toggled, status, rules }: RowChoices): void {
  const isExpanded = toggled.has(series.key);
  rows.push({ level: 3, key: series.key, node: series, isExpanded });
  for (const file of isExpanded ? series.members : []) {
    if (status === 'all' || hasStatus(file, status, rules)) {
      rows.push({ level: 4, key: fileKeyOf(file.id), file });
    }
  }
}

function hasStatus(file: BatchFile, status: StatusFilter, rules: StandingRules): boolean {
  const { kind } = standingOf(file, rules);
  return kind === status || (kind === 'deidentified' && status === 'ready');
}

function openedAtFirst(patients: readonly Patient[], waiting: ReadonlySet<string>): (patient: Patient) => boolean {
  const isShort = countRows(patients) <= OPEN_ROWS;
  return ({ key }) => isShort || waiting.has(key);
}

function countRows(patients: readonly Patient[]): number {
  return patients.reduce(
    (sum, { studies }) => studies.reduce((inStudies, study) => inStudies + 1 + study.series.length, sum + 1),
    0,
  );
}
