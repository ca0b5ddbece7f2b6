import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { StandingRules, Totals } from '../outcomes.ts';
import { createStudiesIndex, type StudiesIndex } from './studies-index.ts';
import type { Patient, Study } from './study-nodes.ts';

/** `by-need`: what waits for a person first, then by name, date and number. `as-found`: rows only ever come at the end. */
export type StudiesOrder = 'by-need' | 'as-found';

/**
 * Patients, their studies and series. Asked again for the same list, it gives the same answer without work.
 * @param index one that has seen the beginning of the list, so that only the rest is left to group
 */
export function groupStudies(
  files: readonly BatchFile[],
  rules: StandingRules,
  order: StudiesOrder = 'by-need',
  index = createStudiesIndex(),
): readonly Patient[] {
  const byRules = answers.get(files) ?? new Map<StandingRules, Map<StudiesOrder, readonly Patient[]>>();
  answers.set(files, byRules);
  const known = byRules.get(rules) ?? new Map<StudiesOrder, readonly Patient[]>();
  byRules.set(rules, known);
  let patients = known.get(order);
  if (patients === undefined) {
    const asFound = index.update(files, rules);
    prepared.set(files, { index, rules });
    patients = order === 'as-found' ? asFound : sortByNeed(asFound);
    known.set(order, patients);
  }
  return patients;
}

/** Lists are never changed in place, so an answer holds for as long as its list is kept. */
const answers = new WeakMap<readonly BatchFile[], Map<StandingRules, Map<StudiesOrder, readonly Patient[]>>>();

const prepared = new WeakMap<readonly BatchFile[], { readonly index: StudiesIndex; readonly rules: StandingRules }>();

/**
 * The tree of a list that changes: only patients of whom something has changed are grouped and sorted again. An index
 * that `groupStudies` made ahead for the same list is taken over.
 */
export function createStudiesGrouping() {
  let index = createStudiesIndex();
  return (files: readonly BatchFile[], rules: StandingRules, order: StudiesOrder): readonly Patient[] => {
    const ahead = prepared.get(files);
    if (ahead?.rules === rules) {
      index = ahead.index;
    }
    const found = index.update(files, rules);
    return order === 'as-found' ? found : sortByNeed(found);
  };
}

/** The file that the preview opens on after reading: of the first series, the first that is held, else the first. */
export function firstFileToShow(files: readonly BatchFile[], rules: StandingRules): number | null {
  const members = groupStudies(files, rules)[0]?.studies[0]?.series[0]?.members ?? [];
  const waiting = members.find(({ scan }) => scan.kind === 'dicom' && scan.holds.length > 0);
  return (waiting ?? members[0])?.id ?? null;
}

/** What waits for a person first on each level, then by name, date and number. */
function sortByNeed(patients: readonly Patient[]): readonly Patient[] {
  return patients.map(sortPatient).sort(byNeedThen(({ name, id }) => `${name || LAST} ${id || LAST}`));
}

/** An unchanged patient stays the same object, and its sorted form is kept. It can be sorted before anybody needs it. */
export function sortPatient(patient: Patient): Patient {
  let answer = sorted.get(patient);
  if (answer === undefined) {
    answer = { ...patient, studies: patient.studies.map(sortStudy).sort(byNeedThen(({ date }) => date)) };
    sorted.set(patient, answer);
  }
  return answer;
}

const sorted = new WeakMap<Patient, Patient>();

function sortStudy(study: Study): Study {
  const series = study.series.map((one) => ({ ...one, members: sortMembers(one.members) }));
  return { ...study, series: series.sort(byNeedThen(({ label }) => label)) };
}

function byNeedThen<Item extends Totals>(textOf: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => needs(b) - needs(a) || collator.compare(textOf(a), textOf(b));
}

function needs({ counts }: Totals): number {
  return counts.held + counts.failed > 0 ? 1 : 0;
}

/** Numbers are read once each, and members that are in order already, as most are, stay where they are. */
function sortMembers(members: readonly BatchFile[]): readonly BatchFile[] {
  const numbers = members.map(instanceNumber);
  const compare = (a: number, b: number) =>
    (numbers[a] as number) - (numbers[b] as number) || (members[a] as BatchFile).id - (members[b] as BatchFile).id;
  let isSorted = true;
  for (let at = 1; isSorted && at < members.length; at++) {
    isSorted = compare(at - 1, at) < 0;
  }
  return isSorted
    ? members
    : members
        .map((_, at) => at)
        .sort(compare)
        .map((at) => members[at] as BatchFile);
}

function instanceNumber({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? Number.parseInt(scan.summary.instanceNumber, 10) || 0 : 0;
}

/** Sorts after every name: patients without one come last. */
const LAST = '\u{10ffff}';

const collator = new Intl.Collator('en', { numeric: true });
