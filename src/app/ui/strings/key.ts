import { countOf, formatCount } from '../format.ts';

/** Texts about an upload that was broken off. */
export const uploadResumeStrings = {
  heading: 'An upload was broken off',
  status: 'Upload to go on with',
  standing: (stored: number, total: number) =>
    `${formatCount(stored)} of ${countOf(total, 'file', 'files')} are on the server.`,
  steps: [
    'Open the project key of that upload.',
    'Add the same files and de-identify them, with the same profile. Open the decisions that you saved, where you had decided something.',
    'Upload to the same destination. What is on the server is passed over.',
  ],
  keyMatches:
    'The project key matches. Add the same files, de-identify them with the same profile, and upload to the same destination.',
  discard: 'Discard upload',
  whatDiscardDoes:
    'Discard forgets which files are on the server; the files stay there. A list of them is not kept here, only hashes.',
} as const;

/** Texts about the project key. */
export const keyStrings = {
  heading: 'Project key',
  save: 'Save project key',
  open: 'Open project key',
  skip: 'Continue without',
  notAKey: 'That file is not a project key. Choose the nescio-project-key.json that was saved here.',
  about:
    'The key makes the pseudonyms. With another key the same patient gets another pseudonym, so a follow-up no longer matches: save it if more data will come, and keep it secret.',
  notSaved: 'The project key is not saved yet.',
  /** Behind `notSaved`, beside Save ZIP. */
  why: 'Without it, files of these patients that come later get other new IDs and dates.',
  saved: 'The project key is saved.',
  opened: 'The project key is the one you opened.',
  keep: 'Keep it secret, and for as long as data of these patients may come.',
  question: {
    folder:
      'If this save is broken off by a reload or a crash, only the same key can go on with it: another key gives every patient a second new ID.',
    upload:
      'If this upload is broken off by a reload or a crash, only the same key can go on with it: another key gives every patient a second new ID on the server.',
  },
  openHint:
    'Have you worked on these patients before? Open the key of that project. The files are de-identified again with it.',
  followed: 'The project key was opened: new IDs, UIDs and dates follow it from now on.',
  changed: 'The project key is another one now, so new IDs, UIDs and dates are others too. De-identify again.',
  runAgain: (files: number, takenBack: number) =>
    `The project key is another one now, so ${countOf(files, 'file was', 'files were')} de-identified again: new IDs, UIDs and dates are others. ${
      takenBack === 0
        ? 'Your decisions were kept.'
        : `Your decisions were kept, but for ${countOf(takenBack, 'file', 'files')} in which more was found than you released; see Held.`
    }`,
  outOfDate: 'What was saved or sent before has the former ones.',
  pressAgain: 'Press Save to folder to go on.',
  lookAgain:
    'The counts are not the same as before, so nothing was saved or sent: look at the result, then press the button again.',
} as const;
