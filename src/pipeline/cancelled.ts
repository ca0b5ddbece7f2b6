import type { SkippedOutcome } from './file-outcome.ts';

/** The outcome of a file that a cancelled run had not come to. */
export const cancelled: SkippedOutcome = {
  kind: 'skipped',
  code: 'cancelled',
  reason: 'The run was cancelled before this file was done.',
};
