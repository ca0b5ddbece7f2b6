import { countOf, formatCount, formatSize } from '../format.ts';

const files = (count: number) => countOf(count, 'file', 'files');

/** Texts of the result screen. Loaded with it; what is said of a save from elsewhere is in save.ts. */
export const exportStrings = {
  outcome: {
    region: 'Outcome',
    heading: 'De-identification finished',
    status: 'Result',
    /** Tests read it word by word: plain integers, no grouping. */
    counts: (deidentified: number, held: number, skipped: number, failed: number) =>
      `${deidentified} de-identified, ${held} held, ${skipped} skipped, ${failed} failed`,
    profile: (name: string, isEdited: boolean, edition: string) =>
      `De-identified by profile ${name}${isEdited ? ' (edited)' : ''}, PS3.15 ${edition}.`,
    amount: (size: string, duration: string) => `${size} in ${duration}.`,
    sum: (total: number) => `The four numbers add up to the ${files(total)} you added.`,
  },
  held: {
    heading: 'Held',
    about: 'Not in any export until you decide',
    releasing: 'Releasing',
    releasingFiles: (count: number) => `Releasing ${files(count)}`,
    selectAll: 'Select all',
    releaseSelected: (count: number) => `Release ${formatCount(count)} selected…`,
    leaveSelected: (count: number) => `Leave ${formatCount(count)} selected out`,
    leaveAll: 'Leave all out',
    untitled: (seriesNumber: string) => `Series ${seriesNumber || 'without number'}`,
    select: (title: string, count: number) => `Select ${title}, ${count} held`,
    notReleasable: 'Cannot be released: these can only be left out.',
    filesOf: (title: string) => `Files of ${title}`,
    showAll: (count: number) => `Show all ${formatCount(count)}`,
    showFewer: 'Show fewer',
    hideFiles: 'Hide files',
    showFile: 'Show file',
    chooseFiles: 'Choose among the files',
    wait: (count: number) => (count === 1 ? '1 series waits for you.' : `${formatCount(count)} series wait for you.`),
    look: (pages: number) => `Look at them on ${countOf(pages, 'page', 'pages')}`,
    lookAtWhatWaits: 'Look at what waits',
    inspect: 'Inspect',
    release: 'Release…',
    releaseSome: (count: number) => `Release ${formatCount(count)}…`,
    leaveOut: 'Leave out',
    leaveSome: (count: number) => `Leave ${formatCount(count)} out`,
    picks: 'Decisions apply to the ticked files.',
    tickAll: 'Tick all',
    tickNone: 'Tick none',
  },
  release: {
    action: (count: number) => `Release ${files(count)}`,
    note: 'Note for the record',
    noteHint: 'Why these may be exported',
    keep: 'Keep held',
    about: 'The note goes into the records. Do not write names or numbers of patients.',
  },
  leftBehind: {
    heading: 'Failed and skipped',
    hideFiles: 'Hide files',
    showFiles: 'Show files',
    putBack: 'Put back',
  },
  faces: (count: number) =>
    `${files(count)} ${count === 1 ? 'is a slice' : 'are slices'} of a head: a face can be made from such a series and recognised. Nothing here changes that; take faces away with a defacing tool before the images become public.`,
  noRoom: { heading: 'Not enough space.', perStudy: 'Save one ZIP per study', anyway: 'Save anyway' },
  records: {
    heading: 'Records',
    identify: 'These identify patients.',
    originals: 'Include original values',
    save: 'Save records',
    quotes: 'changes.csv will quote every value before its change, names and dates included.',
    status: 'Building records',
    building: (what: string) => `Going through the files again for ${what}.zip`,
    waiting: (what: string) => `${what}.zip waits until the images were searched for text.`,
    stop: 'Stop',
    receipt: 'Receipt: changes without originals, profile, report. It may be shared.',
    saveReceipt: 'Save receipt',
  },
  foot: { toSaving: 'To saving', toReview: 'Back to review', startOver: 'Start over' },
  startOver: {
    heading: 'Start over?',
    about:
      'The list, the decisions and anything that has not been saved are discarded. Your original files are not touched. Profile and project key stay.',
    keep: 'Keep working',
    discard: 'Discard and start over',
  },
  unneeded: {
    heading: (name: string | null) => (name === null ? 'This is saved already.' : `This is saved already, as ${name}.`),
    about: 'Nothing has changed since, so it was not written a second time.',
    again: 'Save it again',
  },
  save: {
    heading: 'Save',
    zip: 'Save ZIP',
    folder: 'Save to folder',
    status: 'Saving',
    amount: (written: number, total: number, bytes: number) =>
      `${formatCount(written)} of ${files(total)}, ${formatSize(bytes)}`,
    cancel: 'Cancel',
    cancelling: 'Cancelling',
    savedFolder: 'Saved folder',
    savedZip: 'Saved ZIP',
    downloadAgain: 'Download again',
    deleteCopy: 'Delete copy',
    deleteCopies: 'Delete copies',
    notSaved: 'ZIPs not saved',
    saveRest: 'Save the rest',
    savedZips: 'Saved ZIPs',
  },
} as const;
