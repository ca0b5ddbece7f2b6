import type { OptionName, PixelPolicy } from '../../../profile/profile.ts';
import { countOf } from '../format.ts';

/** `off` is the profile without any of the options that stand beside it. */
type Choice = readonly [value: OptionName | 'off', name: string];

const dates: readonly Choice[] = [
  ['off', 'Remove'],
  ['retainRelativeTimes', 'Relative'],
  ['retainModifiedDates', 'Shift'],
  ['retainFullDates', 'Keep'],
];
const uids: readonly Choice[] = [
  ['off', 'Replace'],
  ['retainUids', 'Keep'],
];
const privateTags: readonly Choice[] = [
  ['off', 'Remove'],
  ['retainSafePrivate', 'Keep safe'],
];
const pixels: readonly (readonly [PixelPolicy, string])[] = [
  ['hold', 'Hold'],
  ['clean', 'Blank'],
  ['export', 'Export'],
];

/** Texts of the profile panel that no other screen has. Loaded with the workbench. */
export const profilePanelStrings = {
  heading: 'Profile',
  edited: 'Edited',
  close: 'Close profile',
  whatItDoes: 'What it does',
  leavesIn: 'What it leaves in',
  leavesInOf: 'attributes of Table E.1-1',
  differences: 'Differences from the source',
  options: 'PS3.15 options',
  effect: 'Effect of the last change',
  undoReset: 'Undo reset',
  choices: {
    dates: { label: 'Dates', choices: dates },
    uids: { label: 'UIDs', choices: uids },
    privateTags: { label: 'Private tags', choices: privateTags },
    pixels: {
      label: 'Burned-in text',
      choices: pixels,
      hints: {
        hold: 'Images that may show text wait until you have looked at them.',
        clean:
          'Text that is found is blanked, and ultrasound outside of its image regions. Images that are likely to show text wait until you have looked at them.',
        export: 'Images that may show text are exported unseen and marked so.',
      } satisfies Record<PixelPolicy, string>,
    },
    shift: { label: 'Shift up to', unit: 'days' },
  },
  words: {
    heading: 'Own words',
    import: 'Import list',
    importTitle: 'A text file: one word on a line stays in cleaned texts; with "- " in front it goes from them.',
    none: 'In Tag changes, click a word of a cleaned text to keep or to remove it in every file.',
    lists: {
      keep: (count: number) => `${count} kept in cleaned texts`,
      remove: (count: number) => `${count} removed from cleaned texts`,
    },
    forget: (word: string) => `Let the rules decide on ${word}`,
    more: (count: number) => `and ${count} more; the saved profile has all`,
    loosens:
      'Words that you keep loosen the profile: the output claims no profile of PS3.15, and Patient Identity Removed is NO.',
    inFile: 'The words are part of the profile file and of the records. A name in them can be read there.',
  },
  patients: {
    label: 'Patient ID',
    prefix: 'Prefix',
    digits: 'Digits',
    issuer: [
      'Tell patients apart by who gave the ID',
      'Issuer of Patient ID: one ID from two hospitals is two patients',
    ],
    table: 'Lookup table',
    loadTable: 'Load table',
    tableAbout:
      'CSV with two columns: Patient ID (or id_old) and Study code (or id_new). Optional: name, site, anchor_date. Patients not in it are held.',
    loadAnother: 'Load another table',
    noId: 'No ID',
  },
  leaveOut: {
    on: (count: number) => `${count} on`,
    sopClass: 'SOP class',
    imageType: 'Image type',
    undo: (value: string) => `Do not leave out ${value}`,
  },
  rule: {
    cancel: 'Cancel',
    addRule: 'Add rule',
    remove: (what: string) => `Remove rule ${what}`.trim(),
    privateCreator: 'private creator',
    notInDictionary: 'not in the dictionary',
    everyOfPattern: 'every tag of this pattern',
    everyOfCreator: 'every tag of this private creator',
    noSuchCreator: (looked: number) =>
      `Nothing in this batch has this creator: ${countOf(looked, 'file', 'files')} looked at, one of each series. Is it spelled as in (gggg,0010)?`,
    oneOfCreator: 'one tag of this private creator',
    form: (what: string) => `Rule for ${what}`,
    decision: 'Decision',
    add: 'Add',
    other: 'Other attribute',
  },
  key: {
    heading: 'Project key',
    states: { loaded: 'Loaded from a file', saved: 'New, saved', unsaved: 'New, not saved' },
    save: 'Save key',
    load: 'Load key',
    reminder: 'Patients of an earlier visit keep their new IDs and dates with its key.',
  },
  foot: {
    importProfile: 'Import profile',
    import: 'Import',
    exportProfile: 'Export profile',
    export: 'Export',
    hash: 'SHA-256 of this profile: ',
  },
} as const;
