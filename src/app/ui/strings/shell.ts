/** Texts of what is around every step: top bar, notices, and controls that several features share. */
export const shellStrings = {
  skip: 'Skip to content',
  page: 'The page',
  step: 'This step',
  steps: 'Steps',
  stepDone: ', done',
  stepWaits: ' waiting',
  profile: 'Profile',
  preset: 'Preset',
  theme: 'Switch between light and dark',
  close: 'Close',
  dismiss: 'Dismiss',
  discard: 'Discard',
  resume: 'Resume saving',
  resumeState: 'Resume',
  recallFailed:
    'The profile that this computer remembered cannot be used by this version and was forgotten. Look at the profile before you add files.',
  edition: (edition: string) => `DICOM PS3.15 ${edition}`,
  notShown: (region: string) => `${region} could not be shown. Your files and decisions are still here.`,
  showAgain: 'Show again',
  noSuchSearch: (names: string) =>
    `The address has a setting for the search for text that does not exist. Choose from: ${names}.`,
  filesWord: (count: number) => (count === 1 ? 'file' : 'files'),
  filesOf: (what: string) => `Files: ${what}`,
  standings: {
    unchecked: 'Not checked yet',
    ready: 'Ready',
    held: 'Held',
    skipped: 'Skipped',
    failed: 'Failed',
  },
  /** The same in the middle of a line, behind a number. */
  counted: { held: 'held', skipped: 'skipped', failed: 'failed' },
} as const;
