import { countOf, formatCount } from '../format.ts';

/** Texts of the search for text in images. Loaded with review and result. */
export const searchStrings = {
  progress: 'Looking for text',
  going: (done: number, total: number) =>
    `Looking for text: ${formatCount(done)} of ${countOf(total, 'image', 'images')}`,
  waiting: (left: number) => `Text not looked for yet in ${countOf(left, 'image', 'images')}`,
  stopped: (left: number) => `Text not looked for in ${countOf(left, 'image', 'images')}`,
  broken: 'Text was not looked for: the search could not be started here. The files say so.',
  stop: 'Stop looking',
  resume: 'Resume looking',
  saveWithout: 'Save without the search',
  cancel: 'Cancel',
  beforeSaving: (left: number) =>
    `${countOf(left, 'file waits', 'files wait')} for the search: a save or an upload begins when it has ended. Saved without it, they say that their pixels were not searched.`,
  postponed: {
    save: 'The save begins by itself when the search for text has ended. Keep this page open.',
    upload: 'The upload begins by itself when the search for text has ended. Keep this page open.',
  },
  choice: {
    label: 'Look for text',
    choices: [
      ['all', 'All'],
      ['likely', 'Likely'],
      ['none', 'Off'],
    ],
    hints: {
      all: 'In every X-ray and capture, and in samples of each series of slices. Text that is found holds the image. The program can miss text.',
      likely: 'In every X-ray and capture, not in slices of CT, MR, PET and NM.',
      none: 'Nothing looks for text in images.',
    },
  },
} as const;
