import type { WordFate } from '../../batch/edit-words.ts';
import { formatCount } from '../format.ts';

const wordActions: Readonly<Record<WordFate, string>> = {
  keep: 'Keep',
  remove: 'Remove',
  forget: 'Let the rules decide on',
};

/** Texts of the preview beside its table of changes. Loaded with the workbench. */
export const previewStrings = {
  heading: 'Preview',
  views: 'Views',
  tabs: { changes: 'Tag changes', image: 'Image', remains: 'What remains' },
  becomes: 'becomes',
  previous: 'Previous file',
  next: 'Next file',
  ofAll: (total: number) => ` of ${formatCount(total)}`,
  of: (n: number, total: number) => `${formatCount(n)} of ${formatCount(total)}`,
  search: 'Search tags',
  changedOnly: 'Changed only',
  byAction: 'Show by action',
  grid: 'Tag changes',
  heads: ['Tag', 'Attribute', 'VR', 'Before', 'After', 'Action', 'Reason'],
  tagRange: (first: string, last: string) => `: ${first} to ${last}`,
  selected: 'Selected attribute',
  at: 'At',
  before: 'Before: ',
  after: 'After: ',
  words: {
    hint: 'Click a word to keep or to remove it in every file. Words of the patient, dates and numbers are not for a list to decide.',
    about: {
      keep: 'Keeps the word in every cleaned text. This loosens the profile.',
      remove: 'Removes the word from every cleaned text.',
      forget: 'Takes the word off your list: the rules decide again.',
    } satisfies Record<WordFate, string>,
    action: (fate: WordFate, word: string, why: string) => `${wordActions[fate]} ${word}, ${why}`,
  },
  waits: {
    several: (first: string, more: number) =>
      `${first}, and ${formatCount(more)} more ${more === 1 ? 'reason' : 'reasons'}`,
    decide: 'Decide about it',
  },
  reading: {
    waits: 'Nobody has read what is left of this report’s text. Patient Identity Removed is NO.',
    open: 'Read the report…',
    read: 'You have read this report. If nothing else is against it, it claims Clean Structured Content (113104).',
    takeBack: 'Take back',
    title: 'The report as it leaves',
    lead: 'Every cleaned text of this report, in order. A word that tells who somebody is can be removed in the tag changes.',
    progress: (seen: number, all: number) => `${formatCount(seen)} of ${formatCount(all)} parts were on the screen`,
    confirm: 'I have read this report',
    reason: 'The cleaned text of the report was read',
    shown: (texts: number) =>
      `The cleaned text of the report as it leaves: ${formatCount(texts)} texts, and each part of them was on the screen.`,
  },
  rule: {
    group: (name: string) => `Own rule for ${name}`,
    keep: 'Keep',
    keepCreator: 'Keep this creator',
    remove: 'Remove',
    removeCreator: 'Remove this creator',
    keepAllTheSame: (name: string) => `Keep ${name} all the same`,
    doNotKeep: 'Do not keep',
    replace: 'Replace…',
    replaceNow: 'Replace',
    undo: 'Undo',
  },
} as const;
