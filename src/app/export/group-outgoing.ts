import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { sizeBytesOfFile } from '../batch/outcomes.ts';

/** How many series of a study were decided about, by what was done. */
type DecidedSeries = Readonly<Record<(typeof decidedKinds)[number], number>>;

export const decidedKinds = ['blanked', 'confirmed', 'released', 'value', 'document', 'pages'] as const;

/** What goes out of one study, under its new identifier. */
export type OutgoingStudy = {
  readonly id: string;
  /** As the originals have it, so that a person knows the study again: mostly YYYYMMDD, '' where none says it. */
  readonly originalDate: string;
  readonly modalities: readonly string[];
  readonly files: number;
  readonly sizeBytes: number;
  /** One file of each series, from its middle. */
  readonly samples: readonly BatchFile[];
  readonly decided: DecidedSeries;
};

export type OutgoingPatient = {
  readonly id: string;
  readonly studies: readonly OutgoingStudy[];
  readonly series: number;
  readonly files: number;
  readonly sizeBytes: number;
};

/** Files that go out by new identifiers of patient, study and series, which their output paths begin with: patients by their new ID, studies by their original dates. Sizes are those of the inputs, in bytes. */
export function groupOutgoing(files: readonly BatchFile[]): readonly OutgoingPatient[] {
  const patients = new Map<string, Studies>();
  for (const file of files) {
    if (file.outcome?.kind !== 'deidentified') continue;
    const [patient = '', study = '', series = ''] = file.outcome.outputPath.split('/');
    const studies = within(patients, patient, () => new Map<string, Map<string, BatchFile[]>>());
    const seriesOf = within(studies, study, () => new Map<string, BatchFile[]>());
    within(seriesOf, series, (): BatchFile[] => []).push(file);
  }
  return [...patients].map(([id, studies]) => patientOf(id, studies)).sort((a, b) => collator.compare(a.id, b.id));
}

const collator = new Intl.Collator('en', { numeric: true });

/** Series by study, files by series. */
type Studies = Map<string, Map<string, BatchFile[]>>;

function patientOf(id: string, found: Studies): OutgoingPatient {
  const studies = [...found]
    .map(([study, series]) => studyOf(study, [...series.values()]))
    .sort((a, b) => collator.compare(a.originalDate, b.originalDate));
  return {
    id,
    studies,
    series: studies.reduce((sum, { samples }) => sum + samples.length, 0),
    files: studies.reduce((sum, study) => sum + study.files, 0),
    sizeBytes: studies.reduce((sum, study) => sum + study.sizeBytes, 0),
  };
}

function studyOf(id: string, series: readonly (readonly BatchFile[])[]): OutgoingStudy {
  const members = series.flat();
  const summaries = members.flatMap(({ scan }) => (scan.kind === 'dicom' ? [scan.summary] : []));
  const decided = Object.fromEntries(
    decidedKinds.map((kind) => [kind, series.filter((files) => files.some((file) => wasDecided(file, kind))).length]),
  ) as DecidedSeries;
  return {
    id,
    originalDate: summaries.find(({ studyDate }) => studyDate !== '')?.studyDate ?? '',
    modalities: [...new Set(summaries.map(({ modality }) => modality))],
    files: members.length,
    sizeBytes: members.reduce((sum, file) => sum + sizeBytesOfFile(file), 0),
    samples: series.flatMap((files) => files.slice(files.length >> 1).slice(0, 1)),
    decided,
  };
}

function wasDecided({ redaction, release, values, document }: BatchFile, kind: keyof DecidedSeries): boolean {
  switch (kind) {
    case 'blanked':
      return redaction !== undefined;
    case 'confirmed':
      return release?.pixels.kind === 'nothing-identifying';
    case 'released':
      return release !== null && release.pixels.kind !== 'nothing-identifying';
    case 'value':
      return values !== undefined;
    case 'pages':
      return document?.kind === 'pages';
    default:
      return document?.kind === 'blank-page';
  }
}

function within<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
