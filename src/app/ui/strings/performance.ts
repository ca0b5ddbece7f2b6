import { formatCount } from '../format.ts';

/** Words of the choices about workers and memory. */
export const performanceStrings = {
  heading: 'Performance',
  workers: 'Files worked on side by side',
  memory: 'Memory for packed files',
  automatic: (value: string) => `Automatic (${value})`,
  ofWorkers: (count: number) => (count === 1 ? '1 worker' : `${formatCount(count)} workers`),
  ofMemory: (megabytes: number) =>
    megabytes >= 1024 ? `${formatCount(megabytes / 1024)} GB` : `${formatCount(megabytes)} MB`,
  hint: 'More workers are faster only while the processor has cores to spare. Packed files larger than the memory are worked on one at a time.',
  later: 'Takes effect when the page is loaded again. These two numbers are kept in this browser, nothing else.',
} as const;
