import { countOf, formatCount } from '../format.ts';

const series = (n: number) => countOf(n, 'series', 'series');

/** Texts of what leaves, on Deliver. */
export const outgoingStrings = {
  heading: 'What goes out',
  counts: (patients: number, studies: number, ofSeries: number) =>
    [countOf(patients, 'patient', 'patients'), countOf(studies, 'study', 'studies'), series(ofSeries)].join(', '),
  series,
  files: (n: number) => countOf(n, 'file', 'files'),
  more: (next: number, hidden: number) =>
    next === hidden ? `Show ${formatCount(next)} more` : `Show ${formatCount(next)} more of ${formatCount(hidden)}`,
  decided: {
    blanked: (n: number) => `${series(n)} blanked`,
    confirmed: (n: number) => `nothing identifying in ${series(n)}`,
    released: (n: number) => `${series(n)} let through`,
    value: (n: number) => `values decided in ${series(n)}`,
    document: (n: number) => `a blank page in ${series(n)}`,
  },
} as const;
