import { countOf, formatCount } from '../format.ts';

/** Texts of the review: its parts, and the bar at its foot. Loaded with the workbench. */
export const reviewStrings = {
  heading: 'Review',
  reading: 'Reading files',
  view: 'View',
  parts: { files: 'Files', preview: 'Preview', profile: 'Profile' },
  forecast: {
    status: 'Forecast',
    /** Tests read it word by word: plain integers, no grouping. */
    counts: (isChecking: boolean, ready: number, waiting: number, skipped: number, failed: number, searching: number) =>
      `${isChecking ? 'checking, ' : ''}${ready} ready, ${waiting} waiting, ${skipped} skipped, ${failed} failed${searching > 0 ? `, ${searching} searching` : ''}`,
    checking: (done: number, total: number) => `Checking: ${formatCount(done)} of ${countOf(total, 'file', 'files')}`,
    stopped: (left: number) => `${countOf(left, 'file', 'files')} not checked`,
    broken: (left: number) => `Checking broke off. ${countOf(left, 'file', 'files')} not checked`,
    stop: 'Stop checking',
    resume: 'Resume checking',
  },
  ready: 'ready',
  noWork: 'Nothing here can be de-identified. Add other files.',
  toWaiting: 'Look at what waits',
  toResult: 'Back to result',
  deidentify: 'De-identify',
  afterReading: 'Ready when reading ends',
} as const;
