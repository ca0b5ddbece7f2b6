import type { ResumeRefusal } from '../../../pipeline/contracts/folder-saving.ts';
import { countOf, formatCount, formatSize } from '../format.ts';

const refusals: Readonly<Record<ResumeRefusal, string>> = {
  'other-key': 'It was made with another project key. Load the key file of that project.',
  'other-profile':
    'It was made with another profile, so the files would not match. Set the same options, or import the profile, and de-identify again.',
  'other-patients':
    'It was made with another patient table or other running numbers, so patients would get other IDs. Load the same table, or add the same files to a page that has given out no numbers yet.',
  'other-files': 'None of its finished files is among the files added here. Add the same folder as before.',
  'fewer-files':
    'Some of its finished files are not among the files added here. Its names are numbers that follow from all of them: add the same folder as before.',
  'finished-wait':
    'Some of its finished files wait for you now, because decisions are not kept over a reload. Open the decisions that were saved, or decide about them again; then go on. Nothing of the folder was changed.',
  'no-permission': 'The browser was not allowed to write to the folder. Press Resume saving and allow it.',
  'folder-gone': 'The folder cannot be found any more. Discard it, and save to another folder.',
  'in-use': 'Another tab is writing to this folder.',
};

/** What is left of files that were begun when a save ended; mostly nothing. */
const halves = (left: number): string =>
  left === 0
    ? 'Nothing half-written is left.'
    : `${countOf(left, 'file that is not whole is', 'files that are not whole are')} still there, because the browser does not let go of them: save again, or delete them.`;

/** What a ZIP needs, and the room that is too small for it. */
type Lack = {
  readonly needBytes: number;
  readonly room:
    | { readonly kind: 'storage'; readonly freeBytes: number }
    | { readonly kind: 'memory'; readonly freeBytes: number; readonly limitBytes: number };
};

const inMemory = (limitBytes: number): string =>
  `This browser lends the page no storage here, as is usual in private windows, so ZIPs are made in memory: ${formatSize(limitBytes)} at most.`;

/** Texts about saving: archives, folders, and saves that were broken off. */
export const saveStrings = {
  noPlace: {
    zip: 'Nothing was saved, because no place was chosen. Everything is still here: press Save ZIP again and choose where the file goes.',
    studies:
      'Nothing was saved, because no folder was chosen. Everything is still here: press Save ZIP again and choose a folder for the ZIPs.',
    folder:
      'Nothing was saved, because no folder was chosen. Everything is still here: press Save to folder again and choose one, or save a ZIP.',
  },
  notBegun: (left: number) => `Nothing was saved. ${halves(left)}`,
  failed: (message: string, left: number) => `The ZIP was not saved. ${halves(left)} ${message}`,
  cancelled: (left: number) => `Saving was cancelled. ${halves(left)}`,
  broken:
    'The ZIP was not saved: the browser did not open a place to write to. Allow the download or pick another folder, then save again.',
  outOfDate:
    'This file may be out of date: decisions or the profile were changed after it was written, if only there and back. Save again.',
  folderOutOfDate:
    'These files may be out of date: decisions or the profile were changed after they were written, if only there and back. Save again.',
  unsaved: 'Closing this tab discards everything that has not been saved.',
  layout: 'Layout',
  layouts: [
    ['one', 'One ZIP'],
    ['per-study', 'One ZIP per study'],
  ],
  names: 'File names',
  nameChoices: [
    ['pseudonyms', 'New IDs'],
    ['dicomdir', 'CD or viewer'],
    ['bids', 'BIDS folders'],
  ],
  namesAbout: {
    pseudonyms: 'Folders for patient, study and series, named by new identifiers:',
    dicomdir:
      'Numbered files with a DICOMDIR, the table of contents that viewers and CDs open. The names tell nothing of the patient:',
    bids: 'A folder for each subject and session, named by the cleaned descriptions. The files stay DICOM: a converter makes NIfTI of them:',
  },
  nameExamples: {
    dicomdir: 'DICOM/00000001/00000001/00000001/00000001',
    bids: 'sub-…/ses-01/anat/003_t1-mprage/00001.dcm',
  },
  hashes: 'Hashes',
  hashesAbout: 'SHA-256 of each file in outputs.csv of records and receipt. Saving takes longer.',
  notInDirectory: (leftOut: number) =>
    `${countOf(leftOut, 'file is', 'files are')} saved and not listed in the DICOMDIR: no kind of entry is known for them, or a UID is missing.`,
  bars: {
    zip: 'Saving ZIP',
    studies: 'Saving ZIPs',
    folder: 'Saving to folder',
    check: 'Checking the folder',
    names: 'Naming the files',
  },
  noRoom: ({ needBytes, room }: Lack) =>
    room.kind === 'storage'
      ? `The ZIP was not saved: it needs about ${formatSize(needBytes)}, and this browser grants the page ${formatSize(room.freeBytes)} for what it keeps while it writes. Nothing was written.`
      : `The ZIP was not saved: it needs up to ${formatSize(needBytes)}. ${inMemory(room.limitBytes)}${room.freeBytes < room.limitBytes ? ` Copies of earlier ZIPs leave ${formatSize(room.freeBytes)} of it.` : ''} Nothing was written.`,
  noRoomWaysOut: {
    storage: 'Save to a folder or as one ZIP per study, leave studies out, or free space on the disk.',
    memory: 'Save one ZIP per study, leave studies out, or use an ordinary window.',
  },
  noRoomForStudy: ({ needBytes, room }: Lack) => {
    if (room.kind === 'memory' && needBytes > room.limitBytes) {
      return `The next study needs up to ${formatSize(needBytes)}. ${inMemory(room.limitBytes)} Use an ordinary window or another browser, or leave some of its series out.`;
    }
    const full =
      room.kind === 'memory' ? inMemory(room.limitBytes) : 'The space this browser lets the page keep is full.';
    return `${full} When their downloads have finished, delete the copies below; then save the rest.`;
  },
  cannotOpen: 'The next ZIP could not be opened: the place is gone, or permission was withdrawn.',
  studiesStopped: (saved: number, total: number, message: string, left: number) =>
    `${formatCount(saved)} of ${countOf(total, 'ZIP', 'ZIPs')} saved. ${halves(left)} ${message}`,
  studiesCancelled: (left: number) => `Saving was cancelled. ZIPs that were finished stay. ${halves(left)}`,
  folderStopped: (finished: number, message: string, left: number) =>
    `${finished === 0 ? 'Nothing was saved.' : 'Saving to the folder stopped.'} ${halves(left)} ${message}`,
  folderCancelled: (finished: number, left: number) =>
    `Saving was cancelled. ${finished === 0 ? 'Nothing was saved.' : 'Finished files stay.'} ${halves(left)}`,
  folderBroken:
    'Nothing was saved: the browser did not give access to the folder. Pick another folder, and allow the page to write to it.',
  nothing: 'No file is de-identified, so there is nothing to save.',
  amount: (count: number, sizeBytes: number) =>
    `${countOf(count, 'file', 'files')}, ${formatSize(sizeBytes)}. Paths hold nothing of the originals.`,
  percent: (percent: number) => `${percent} percent saved`,
  savedAs: (name: string) => `Saved as ${name}`,
  savedIn: (name: string) => `Saved in ${name}`,
  downloaded: 'Handed to the browser’s downloads',
  zips: (count: number, of: number) =>
    count === of ? countOf(count, 'ZIP', 'ZIPs') : `${formatCount(count)} of ${countOf(of, 'ZIP', 'ZIPs')}`,
  left: (count: number) => `Not saved: ${countOf(count, 'ZIP', 'ZIPs')}`,
  copies: {
    one: 'A copy without originals stays in this browser until you delete it or the page is closed or loaded anew. Let the download finish first.',
    several:
      'Copies without originals stay in this browser until you delete them or the page is closed or loaded anew. Let the downloads finish first.',
  },
  downloadsApart: 'The browser may ask once whether this page may download several files.',
} as const;

/** Texts about going on with a broken-off save. */
export const resumeStrings = {
  heading: 'A save to a folder was broken off',
  standing: (finished: number, total: number) =>
    `${formatCount(finished)} of ${countOf(total, 'file', 'files')} are finished, in`,
  steps: [
    'Press Resume saving and choose the project key of that save.',
    'Add the same files again and de-identify them, with the same profile. Open the decisions that you saved, where you had decided something.',
    'Press Resume saving again. Finished files are passed over.',
  ],
  keyMatches: 'The project key matches. Add the same files again, de-identify them, and press Resume saving.',
  discard: 'Discard forgets which files are finished; the files stay in the folder.',
  zip: 'A ZIP that was broken off is made again from the start.',
  refusals,
} as const;
