import { countOf, formatCount } from '../format.ts';

const copied = (what: string) => `${what} copied.`;
const identifies = 'Before values identify patients: paste them only where the originals may be.';

/** Texts of the tag changes, of one file and of a series. */
export const diffStrings = {
  scope: { label: 'Show', file: 'This file', series: 'Whole series' },
  matches: (n: number) => `${countOf(n, 'attribute matches', 'attributes match')}`,
  found: (n: number) => `${formatCount(n)} found`,
  noMatch: 'No attribute matches.',
  showAll: 'Show all',
  working: 'Working out the changes',
  more: 'More for this table',
  unfoldAll: 'Unfold all',
  foldAll: 'Fold all',
  foldAsAtFirst: 'Fold as at first',
  copyTable: 'Copy table',
  copyShown: (n: number) => `Copy ${countOf(n, 'row', 'rows')} found`,
  rowMenu: (name: string) => `Actions for ${name}`,
  keep: 'Keep in every file',
  remove: 'Remove in every file',
  keepCreator: 'Keep all of this creator',
  removeCreator: 'Remove all of this creator',
  replace: 'Replace in every file…',
  copyTag: 'Copy tag',
  copyPath: 'Copy path',
  copyBefore: 'Copy before (identifies)',
  copyAfter: 'Copy after',
  copyRow: 'Copy row',
  copied: {
    tag: copied('Tag'),
    path: copied('Path'),
    after: copied('After value'),
    before: `${copied('Before value')} ${identifies}`,
    rows: (n: number) => `${copied(countOf(n, 'row', 'rows'))} ${identifies}`,
    failed: 'Nothing was copied: this browser did not allow it. Select the text and copy it by hand.',
  },
  inside: (changes: number) => `${formatCount(changes)} changed inside`,
  untouched: (n: number) => `${countOf(n, 'attribute', 'attributes')} unchanged`,
  untouchedItems: (n: number) => `${countOf(n, 'item', 'items')} unchanged`,
  item: (n: number) => `Item ${formatCount(n)}`,
  itemHolds: (attributes: number, changes: number) =>
    `${countOf(attributes, 'attribute', 'attributes')}, ${formatCount(changes)} changed`,
  what: (name: string) => `What is in ${name}`,
  values: (name: string) => `Values of ${name}`,
  level: (n: number) => `, level ${n}`,
  pressEnter: { show: ', press Enter to show', hide: ', press Enter to fold' },
  parts: 'You are in',
  series: {
    reading: (done: number, total: number) =>
      `Reading headers: ${formatCount(done)} of ${countOf(total, 'file', 'files')}`,
    progress: 'Reading the series',
    refreshing: 'Reading the series again under the changed rules.',
    nothing: 'No file of this series can be looked at.',
    failed:
      'The files of this series could not be compared. Try again; if that does not help, look at them one by one.',
    again: 'Try again',
    seen: (files: number) => `${countOf(files, 'file', 'files')} seen as one`,
    unread: (unread: number, of: number) =>
      `${formatCount(unread)} of ${countOf(of, 'file', 'files')} could not be looked at: left out, failed or not readable.`,
    held: (held: number) => `${countOf(held, 'file is', 'files are')} held.`,
    distinct: (n: number, isMore: boolean) => `${isMore ? 'over ' : ''}${formatCount(n)} distinct values`,
    inFiles: (n: number) => `in ${countOf(n, 'file', 'files')}`,
    someFiles: (n: number, of: number) => `${formatCount(n)} of ${formatCount(of)}`,
    open: 'Open a file with it',
    mostFrequent: 'Most frequent',
    uncounted: (times: number) => `Other values beyond the first 1,000 were met ${countOf(times, 'time', 'times')}.`,
    severalReasons: (n: number) => `${formatCount(n)} reasons`,
    severalOutcomes: (n: number) => `${formatCount(n)} distinct outcomes`,
  },
} as const;
