import { countOf, formatCount } from '../../app/ui/format.ts';

/** Every text of the embedded form. */
export const formStrings = {
  label: 'De-identify DICOM files',
  place: 'Runs on this computer',
  setBy: (who: string) => `Set by ${who}`,
  profileTitle: 'Profile',
  profileFixed: (who: string) => `${who} has set this profile. It cannot be changed here.`,
  fingerprint: 'SHA-256',
  files: 'Files',
  totals: (patients: number, studies: number, images: number) =>
    `${countOf(patients, 'patient', 'patients')}, ${countOf(studies, 'study', 'studies')}, ${countOf(images, 'image', 'images')}`,
  chooseFolder: 'Choose folder',
  chooseFiles: 'Choose files',
  dropHere: 'Drop a folder, files or a ZIP here',
  promise: 'Files are read on this computer. Only de-identified copies are handed over.',
  ready: 'Ready',
  held: 'Held',
  heldSome: (held: number) => `${formatCount(held)} held`,
  notRead: 'Not readable',
  moreSeries: (count: number) => `and ${countOf(count, 'more series', 'more series')}`,
  stay: (counts: { readonly held: number; readonly skipped: number; readonly failed: number }) =>
    [
      counts.held > 0 ? `${formatCount(counts.held)} held` : '',
      counts.failed > 0 ? `${formatCount(counts.failed)} not readable` : '',
      counts.skipped > 0 ? `${formatCount(counts.skipped)} skipped` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  review: 'Review',
  reviewTitle: 'Files that stay on this computer',
  decideElsewhere: (who: string) =>
    `Held files cannot be released in this form. Ask ${who} who may look at them and decide.`,
  reviewKinds: { held: 'Held', skipped: 'Skipped', failed: 'Not readable' },
  moreFiles: (count: number) => `and ${countOf(count, 'more file', 'more files')}`,
  preview: 'Preview',
  allChanges: (count: number) => `All ${countOf(count, 'tag change', 'tag changes')}`,
  changesTitle: 'Tag changes in the first image',
  removed: 'removed',
  empty: 'empty',
  added: 'added',
  goTo: (count: number, who: string) => `${countOf(count, 'image goes', 'images go')} to ${who}`,
  nothingGoes: 'Nothing can go out.',
  deidentify: 'De-identify',
  reading: 'Reading files',
  deciding: 'Checking files',
  handing: 'De-identifying',
  of: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
  cancel: 'Cancel',
  clear: 'Clear',
  close: 'Close',
  done: (count: number, who: string) =>
    `${countOf(count, 'de-identified image', 'de-identified images')} handed to ${who}`,
  cancelled: (count: number, who: string) =>
    `Cancelled. ${countOf(count, 'image was', 'images were')} already with ${who}`,
  notTaken: (count: number, who: string) =>
    `${who} did not take ${countOf(count, 'image', 'images')}. Hand over again, or ask whoever runs it.`,
  handOver: (count: number) => `Hand over ${countOf(count, 'image', 'images')}`,
  stayed: (text: string) => `${text}: these stay on this computer.`,
  again: 'Add more files',
  problems: {
    settings: 'This form was set up wrongly and does nothing. Tell whoever runs this page.',
    'profile-mismatch':
      'The profile is not the one that this page promises, so nothing is read. Tell whoever runs this page.',
    'already-started': 'The profile is fixed and was not changed.',
    'too-many-files': 'These are more files than this page takes at once. Choose fewer.',
    'too-many-bytes': 'These files are larger than this page takes at once. Choose fewer.',
    engine: 'De-identification stopped, and nothing more was handed over. Reload the page and try again.',
  },
} as const;
