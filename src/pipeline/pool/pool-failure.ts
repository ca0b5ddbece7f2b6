import type { FailedOutcome } from '../contracts/file-outcome.ts';

export const cannotStartWorkers =
  'The page could not start its background workers. Reload the page; if that does not help, the site is served with a policy that blocks workers, or this browser is too old.';

/** The outcome of a file that no worker could finish. The text of an error is never shown: it may quote a value. */
export function poolFailure(kind: 'lost' | 'threw' | 'unstartable'): FailedOutcome {
  switch (kind) {
    case 'lost':
      return {
        kind: 'failed',
        code: 'worker-lost',
        reason:
          'Processing stopped twice on this file, perhaps for lack of memory. Close other tabs and run it again, or leave the file out.',
      };
    case 'threw':
      return { kind: 'failed', code: 'internal', reason: 'An unexpected error stopped the processing of this file.' };
    case 'unstartable':
      return { kind: 'failed', code: 'worker-lost', reason: cannotStartWorkers };
  }
}
