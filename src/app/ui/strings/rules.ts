import { countOf, formatCount } from '../format.ts';

/** Texts of the table of rules and of the comparison of two profiles. */
export const rulesStrings = {
  title: 'Rules',
  open: 'Browse rules',
  loading: 'Loading the rules',
  tabs: { browse: 'All rules', compare: 'Compare profiles' },
  about:
    'What the profile does with each attribute, in every file and at every depth. Where an action has several letters, the kind of file decides.',
  profileLabel: 'Rules of',
  searchLabel: 'Search rules',
  searchHint: 'Name, keyword or number',
  actionLabel: 'Action',
  anyAction: 'Any action',
  shown: (shown: number, all: number) =>
    shown === all ? countOf(all, 'rule', 'rules') : `${formatCount(shown)} of ${countOf(all, 'rule', 'rules')}`,
  none: 'No rule matches.',
  showAll: 'Show all',
  exportCsv: 'Export CSV',
  print: 'Print',
  heads: ['Tag', 'Attribute', 'VR', 'Action', 'What happens', 'Reason'],
  inUse: (name: string) => `${name}, as set now`,
  yours: 'Your profile',
  withOptions: (name: string) => `${name}, with the options set now`,
  asShipped: (name: string) => `${name}, as it comes`,
  compare: {
    status: 'Comparison',
    first: 'First profile',
    second: 'Second profile',
    fromFile: 'Profile from a file…',
    same: 'Both do the same to every file.',
    differences: (count: number) =>
      count === 0
        ? 'Both do the same to every attribute.'
        : `${countOf(count, 'attribute is', 'attributes are')} treated differently.`,
    onlyIn: (name: string) => `Only ${name}`,
    grid: 'Differences',
    search: 'Search differences',
    shown: (shown: number, all: number) =>
      shown === all
        ? countOf(all, 'difference', 'differences')
        : `${formatCount(shown)} of ${countOf(all, 'difference', 'differences')}`,
    none: 'No difference matches.',
    refused: (fileName: string) => `${fileName} cannot be compared: it is not a profile that this version reads.`,
  },
  printed: (name: string, rows: number, edition: string) =>
    `${name}: ${countOf(rows, 'rule', 'rules')}. DICOM PS3.15 Table E.1-1, edition ${edition}.`,
} as const;
