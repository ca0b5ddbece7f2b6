import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { StandingRules, Totals } from '../outcomes.ts';
import { createStudiesIndex } from './studies-index.ts';
import type { Patient, Series, Study } from './study-nodes.ts';

/** `by-need`: what waits for a person first, then by name, date and number. `as-found`: rows only ever come at the end. */
export type StudiesOrder = 'by-need' | 'as-found';

/** Patients, their studies and series, of a list that nothing is known of yet. */
export function groupStudies(
  files: readonly BatchFile[],
  rules: StandingRules,
  order: StudiesOrder = 'by-need',
): readonly Patient[] {
  const found = createStudiesIndex().update(files, rules);
  return order === 'as-found' ? found : createNeedOrder().sort(found);
}

/** The file that the preview opens on after reading: of the first series, the first that is held, else the first. */
export function firstFileToShow(patients: readonly Patient[]): number | null {
  const members = patients[0]?.studies[0]?.series[0]?.members ?? [];
  const waiting = members.find(({ scan }) => scan.kind === 'dicom' && scan.holds.length > 0);
  return (waiting ?? members[0])?.id ?? null;
}

/**
 * What waits for a person first on each level, then by name, date and number. A patient who has not changed since the last
 * time, or was prepared, is not sorted again.
 */
export function createNeedOrder() {
  let found: readonly Patient[] = [];
  let shown: readonly Patient[] = [];
  let known = new Map<Patient, Patient>();
  const sorted = (patient: Patient) => known.get(patient) ?? sortPatient(patient);
  return {
    prepare: (patient: Patient): void => {
      known.set(patient, sorted(patient));
    },
    sort: (patients: readonly Patient[]): readonly Patient[] => {
      if (patients === found) return shown;
      found = patients;
      known = new Map(patients.map((patient) => [patient, sorted(patient)]));
      shown = [...known.values()].sort(byNeedThen(({ name, id }) => `${name || LAST} ${id || LAST}`));
      return shown;
    },
  };
}

function sortPatient(patient: Patient): Patient {
  return { ...patient, studies: patient.studies.map(sortStudy).sort(byNeedThen(({ date }) => date)) };
}

function sortStudy(study: Study): Study {
  const series = study.series.map(sortSeries);
  return { ...study, series: series.sort(byNeedThen(({ label }) => label)) };
}

/** A series whose members are in order stays the same object. */
function sortSeries(series: Series): Series {
  const members = sortMembers(series.members);
  return members === series.members ? series : { ...series, members };
}

function byNeedThen<Item extends Totals>(textOf: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => needs(b) - needs(a) || collator.compare(textOf(a), textOf(b));
}

function needs({ counts }: Totals): number {
  return counts.held + counts.failed > 0 ? 1 : 0;
}

/**
 * Files of a series by their instance number; the same list where they are in order already, as most are. Numbers are read once
 * each.
 */
export function sortMembers(members: readonly BatchFile[]): readonly BatchFile[] {
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
