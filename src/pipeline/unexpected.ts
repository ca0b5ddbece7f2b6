import type { FailedOutcome } from './file-outcome.ts';

/** The outcome of a file that met a bug. */
export const unexpected: FailedOutcome = {
  kind: 'failed',
  code: 'internal',
  reason: 'An unexpected error stopped the processing of this file. Please report what kind of file it is.',
};
