import { formatCount } from '../format.ts';

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
  rule: {
    group: (name: string) => `Own rule for ${name}`,
    keep: 'Keep',
    keepCreator: 'Keep this creator',
    remove: 'Remove',
    removeCreator: 'Remove this creator',
    replace: 'Replace…',
    replaceNow: 'Replace',
    undo: 'Undo',
  },
} as const;
