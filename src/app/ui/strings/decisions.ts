import { countOf, formatCount } from '../format.ts';

type Problem = { readonly path: string; readonly message: string };

export const decisionsStrings = {
  unreadable: 'The file could not be read. Open decisions that were saved here.',
  refused: (problems: readonly Problem[]): string => {
    const [first] = problems;
    // How many, nobody knows: the reading ends when there are enough.
    const others = problems.length > 1 ? ' More is wrong in the file.' : '';
    return `These decisions cannot be opened, nothing was changed. ${first?.path}: ${first?.message}${others}`;
  },
  ofOthers: (why: string): string => `These decisions cannot be opened, nothing was changed. ${why}`,
  /** @param isUnknown the file does not say under which profile they were made */
  opened: (files: number, shared = 0, isUnknown = false, devices = 0, documents = 0): string =>
    files + shared + devices === 0
      ? 'None of these decisions is about a file that is here. They go with the project key under which they were made.'
      : `Decisions about ${countOf(files, 'file', 'files')} were opened.${sharedText(shared, 'does not hold: these files wait, or stay left out')}${drawnAnew(documents)}${isUnknown && files > 0 ? ofUnknown : ''}${devices > 0 ? ofDevices : ''}`,
  /** @param isKeySaved false where nobody has a copy of the key without which the file is of no use */
  saved: (shared: number, isKeySaved: boolean): string =>
    `Decisions were saved.${sharedText(shared, 'is not in the file')}${isKeySaved ? '' : needsKey}`,
  /** Behind what is said of another key. */
  loadKey: ' Load its file in Review, under Project key, and open the decisions again.',
  changedMeanwhile:
    'The files, the project key or the profile have changed meanwhile, nothing was opened. Open the decisions again.',
};

const needsKey =
  ' They can be opened under this project key only: save it as well, in Review under Project key or in Deliver.';

const ofDevices = ' Boxes by device are proposed in Decide where images of that device wait.';

/** Pictures of pages are in no file of decisions. */
function drawnAnew(documents: number): string {
  return documents === 0
    ? ''
    : ` Pages were drawn of ${countOf(documents, 'document', 'documents')}: have them drawn again, and look at them.`;
}

const ofUnknown =
  ' The file does not say under which profile they were made, and a release of all that held a file lets it out under any: look at what was opened.';

function sharedText(count: number, what: string): string {
  const instances = countOf(count, 'SOP Instance UID', 'SOP Instance UIDs');
  return count === 0
    ? ''
    : ` ${instances}: more than one file has the same. What was decided about one of them ${what}.`;
}

const series = (n: number) => countOf(n, 'series', 'series');

/** Texts of what leaves, on Deliver. */
export const outgoingStrings = {
  heading: 'What goes out',
  counts: (patients: number, studies: number, ofSeries: number) =>
    [countOf(patients, 'patient', 'patients'), countOf(studies, 'study', 'studies'), series(ofSeries)].join(', '),
  series,
  originalDate: (date: string) => `${date} in the original`,
  files: (n: number) => countOf(n, 'file', 'files'),
  more: (next: number, hidden: number) =>
    next === hidden ? `Show ${formatCount(next)} more` : `Show ${formatCount(next)} more of ${formatCount(hidden)}`,
  decided: {
    blanked: (n: number) => `${series(n)} blanked`,
    confirmed: (n: number) => `nothing identifying in ${series(n)}`,
    released: (n: number) => `${series(n)} let through`,
    value: (n: number) => `values decided in ${series(n)}`,
    document: (n: number) => `a blank page in ${series(n)}`,
    pages: (n: number) => `pages re-drawn in ${series(n)}`,
  },
} as const;
