import { countOf, formatCount } from '../format.ts';

const more = (n: number) => `and ${formatCount(n)} more`;

/** Texts of the screens that pass by: reading and running. */
export const progressStrings = {
  nothing: 'Nothing so far',
  scanning: {
    stop: 'Stop',
    stopping: 'Stopping',
    aside: 'Set aside',
    modalities: 'Modalities',
    otherModality: 'Other',
    figures: { patients: 'Patients', studies: 'Studies', series: 'Series', images: 'Images', size: 'Size' },
    left: (duration: string) => `About ${duration} left.`,
  },
  running: {
    bar: 'De-identifying',
    progress: 'Progress',
    heading: (done: number, total: number) => `${formatCount(done)} of ${countOf(total, 'file', 'files')}`,
    value: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)} files`,
    percent: (percent: number, total: number) => `${percent} percent of ${countOf(total, 'file', 'files')}`,
    cancel: 'Cancel',
    cancelling: 'Cancelling',
    figures: { left: 'Files left', pace: 'Files per second', done: 'Done', elapsed: 'Elapsed' },
    of: (unit: string, total: string) => `${unit} of ${total}`,
    deidentified: 'de-identified',
  },
  attention: {
    heading: 'Needs attention',
    failedOnly: 'Failed only',
    failed: 'Failed',
    failedCount: (n: number) => `${formatCount(n)} failed`,
    heldCount: (n: number) => `${formatCount(n)} held`,
    more: (n: number) => `${more(n)}, listed in the result`,
  },
  patients: {
    heading: 'Patients',
    noName: 'No name',
    of: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
    done: 'Done',
    running: 'Running',
    waiting: 'Waiting',
    more,
  },
  side: {
    name: 'Details',
    profile: 'Profile in use',
    hash: 'SHA-256',
    workers: 'Workers',
    busy: (n: number) => `${formatCount(n)} busy, files done`,
    waiting: 'Waiting',
    again: 'Starting again',
    cancel: 'If you cancel',
  },
} as const;
