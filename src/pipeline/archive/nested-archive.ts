import type { SkippedOutcome } from '../contracts/file-outcome.ts';

/** What becomes of an archive that is itself a member of one. */
export const nestedArchive: SkippedOutcome = {
  kind: 'skipped',
  code: 'nested-archive',
  reason:
    'An archive inside an archive is not opened. Unpack the outer one with another program and add the folder and the inner one.',
};
