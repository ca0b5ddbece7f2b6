import type { FileSummary } from '../pipeline/file-outcome.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { OutcomeCounts, StandingRules } from './outcomes.ts';
import { countStandings, nothingForetold, sumSizeBytes } from './outcomes.ts';

type Totals = { readonly files: number; readonly sizeBytes: number; readonly counts: OutcomeCounts };

export type Series = Totals & {
  readonly key: string;
  readonly label: string;
  readonly modality: string;
  readonly members: readonly BatchFile[];
};
export type Study = Totals & {
  readonly key: string;
  readonly date: string;
  readonly description: string;
  readonly series: readonly Series[];
};
export type Patient = Totals & {
  readonly key: string;
  readonly name: string;
  readonly id: string;
  readonly studies: readonly Study[];
};

type DicomFile = { readonly file: BatchFile; readonly summary: FileSummary };

/** `by-need`: what waits for a person first, then by name, date and number. `as-found`: rows only ever come at the end. */
export type StudiesOrder = 'by-need' | 'as-found';

/** Patients, their studies and series. */
export function groupStudies(
  files: readonly BatchFile[],
  rules: StandingRules,
  order: StudiesOrder = 'by-need',
): readonly Patient[] {
  const byPatient = groupBy(dicomFiles(files), ({ summary }) => summary.patientKey);
  const patients = [...byPatient].map(([key, members]) => toPatient(key, members, rules));
  return order === 'as-found' ? patients : sortByNeed(patients);
}

/** Key of the series a file belongs to, the same as in the tree. */
export function seriesKeyOf(summary: FileSummary): string {
  return `${summary.patientKey} ${summary.studyInstanceUid} ${summary.seriesInstanceUid}`;
}

/** The file that the preview opens on after reading: of the first series, the first that is held, else the first. */
export function firstFileToShow(files: readonly BatchFile[]): number | null {
  const members = groupStudies(files, nothingForetold)[0]?.studies[0]?.series[0]?.members ?? [];
  const waiting = members.find(({ scan }) => scan.kind === 'dicom' && scan.holds.length > 0);
  return (waiting ?? members[0])?.id ?? null;
}

function toPatient(key: string, members: readonly DicomFile[], rules: StandingRules): Patient {
  const first = members[0]?.summary;
  const studies = [...groupBy(members, ({ summary }) => summary.studyInstanceUid)].map(([uid, inStudy]) =>
    toStudy(`${key} ${uid}`, inStudy, rules),
  );
  return { key, name: first?.patientName ?? '', id: first?.patientId ?? '', studies, ...addTotals(studies) };
}

function toStudy(key: string, members: readonly DicomFile[], rules: StandingRules): Study {
  const first = members[0]?.summary;
  const series = [...groupBy(members, ({ summary }) => seriesKeyOf(summary))].map(([seriesKey, inSeries]) =>
    toSeries(seriesKey, inSeries, rules),
  );
  const { studyDate = '', studyDescription = '' } = first ?? {};
  return { key, date: studyDate, description: studyDescription, series, ...addTotals(series) };
}

function toSeries(key: string, dicomMembers: readonly DicomFile[], rules: StandingRules): Series {
  const first = dicomMembers[0]?.summary;
  const members = dicomMembers.map(({ file }) => file);
  return {
    key,
    label: [first?.seriesNumber, first?.seriesDescription].filter(Boolean).join(' '),
    modality: first?.modality ?? '',
    members,
    files: members.length,
    sizeBytes: sumSizeBytes(members),
    counts: countStandings(members, rules),
  };
}

function addTotals(parts: readonly Totals[]): Totals {
  const counts = { ready: 0, deidentified: 0, held: 0, skipped: 0, failed: 0 };
  let files = 0;
  let sizeBytes = 0;
  for (const part of parts) {
    files += part.files;
    sizeBytes += part.sizeBytes;
    counts.ready += part.counts.ready;
    counts.deidentified += part.counts.deidentified;
    counts.held += part.counts.held;
    counts.skipped += part.counts.skipped;
    counts.failed += part.counts.failed;
  }
  return { files, sizeBytes, counts };
}

/** What waits for a person first on each level, then by name, date and number. */
function sortByNeed(patients: readonly Patient[]): readonly Patient[] {
  return patients
    .map((patient) => ({ ...patient, studies: patient.studies.map(sortStudy).sort(byNeedThen(({ date }) => date)) }))
    .sort(byNeedThen(({ name, id }) => `${name || LAST} ${id || LAST}`));
}

function sortStudy(study: Study): Study {
  const series = study.series.map((one) => ({ ...one, members: [...one.members].sort(byInstanceNumber) }));
  return { ...study, series: series.sort(byNeedThen(({ label }) => label)) };
}

function byNeedThen<Item extends Totals>(textOf: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => needs(b) - needs(a) || collator.compare(textOf(a), textOf(b));
}

function needs({ counts }: Totals): number {
  return counts.held + counts.failed > 0 ? 1 : 0;
}

function byInstanceNumber(a: BatchFile, b: BatchFile): number {
  return instanceNumber(a) - instanceNumber(b) || a.id - b.id;
}

function instanceNumber({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? Number.parseInt(scan.summary.instanceNumber, 10) || 0 : 0;
}

function dicomFiles(files: readonly BatchFile[]): readonly DicomFile[] {
  return files.flatMap((file) => (file.scan.kind === 'dicom' ? [{ file, summary: file.scan.summary }] : []));
}

/** Sorts after every name: patients without one come last. */
const LAST = '\u{10ffff}';

const collator = new Intl.Collator('en', { numeric: true });

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
