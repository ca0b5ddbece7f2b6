import { countOf, formatCount } from '../format.ts';

const files = (n: number) => countOf(n, 'file', 'files');

/** Texts of the list of patients, studies, series and files. */
export const studiesStrings = {
  heading: 'Files',
  grid: 'Patients, studies and series',
  numbered: (number: string) => `Series ${number}`,
  none: {
    description: 'No description',
    name: 'No name',
    id: 'No ID',
    dicom: 'None of these files is a DICOM image or document that can be exported. The list below says why.',
    match: 'Nothing matches the filter.',
  },
  columns: {
    included: 'Included',
    name: 'Name',
    modality: 'Modality',
    modalityShort: 'Mod.',
    images: 'Images',
    status: 'Status',
  },
  reading: 'Reading',
  openSeries: (name: string) => `Show files of ${name}`,
  closeSeries: (name: string) => `Hide files of ${name}`,
  counts: (patients: number, studies: number, series: number) =>
    [
      countOf(patients, 'patient', 'patients'),
      countOf(studies, 'study', 'studies'),
      countOf(series, 'series', 'series'),
    ].join(', '),
  soFar: (patients: number) => `${countOf(patients, 'patient', 'patients')} so far`,
  add: { folder: 'Choose folder', files: 'Choose files' },
  filter: {
    open: 'Filter files',
    label: 'Filter by name, date, description, modality or path',
    hint: 'Name, date, description, modality, path',
    modalities: 'Modalities',
    status: 'Status',
    statuses: {
      all: 'Any status',
      ready: 'Ready or done',
      held: 'Held',
      failed: 'Failed',
      skipped: 'Skipped or left out',
    },
    clear: 'Clear filter',
    noModality: 'None',
    shown: (shown: number, all: number) => `${formatCount(shown)} of ${countOf(all, 'series', 'series')}`,
  },
  view: {
    open: 'Sort and view',
    sortBy: 'Sort by',
    orders: {
      need: 'Needs attention first',
      name: 'Name',
      date: 'Study date',
      modality: 'Modality',
      images: 'Images',
      size: 'Size',
    },
    direction: 'Direction',
    directions: { ascending: 'Ascending', descending: 'Descending' },
    show: 'Show',
    details: 'Transfer syntax and risk',
    expandAll: 'Open all studies',
    collapseAll: 'Close all patients',
    actions: 'Rows',
  },
  fileStatus: { held: 'Held', failed: 'Failed', skipped: 'Skipped', ready: 'Not checked yet', deidentified: 'Ready' },
  details: {
    noRisk: 'no risk seen in the header',
    severalSyntaxes: (n: number) => `${formatCount(n)} transfer syntaxes`,
    frames: (n: number) => countOf(n, 'frame', 'frames'),
  },
  leftOut: {
    include: (name: string) => `Include ${name}`,
    includeAll: 'Include all files',
    needsRun: 'The files are back in the list. De-identify again to include them.',
    done: (n: number) => `${files(n)} left out`,
    undone: (n: number) => `${files(n)} put back`,
    undo: 'Undo',
    putBack: 'Put back',
    chip: 'Left out',
    chipCount: (n: number) => `${formatCount(n)} left out`,
  },
  notExported: {
    /** By what the files are: all of them wait, some do, none does. */
    heading: {
      waiting: 'Will not be exported before you decide',
      mixed: 'Will not be exported, or wait for you',
      settled: 'Will not be exported',
    },
    kinds: { held: 'held', failed: 'failed', skipped: 'skipped' },
    listOf: (reason: string) => `Files: ${reason}`,
  },
  splits: {
    heading: 'Patients to check',
    severalIds: 'Same name and birth date under several IDs, so several new IDs:',
    severalPeople: 'Names or birth dates that differ under one ID, so one new ID:',
  },
  duplicates: {
    heading: 'Copies',
    about: (copies: number, instances: number) =>
      `${countOf(instances, 'instance is', 'instances are')} there more than once: the same SOP Instance UID (0008,0018) in several files. Equal outputs are put out once. ${
        copies === 1 ? 'A later copy that differs' : 'Later copies that differ'
      } from the first ${copies === 1 ? 'goes' : 'go'} out beside it, unless left out.`,
    leaveOut: 'Leave out the later copies',
    putBack: 'Put the later copies back',
    list: 'Later copies',
    copyOf: (path: string) => `Copy of ${path}`,
  },
} as const;
