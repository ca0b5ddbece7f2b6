import type { BatchState, Step } from '../batch/batch-state.ts';

/**
 * True where showing the next state takes long and nothing that a person types waits for it: screens of many parts,
 * decisions on many files, what remains while it is counted, and a file's table of changes. That a file is being read
 * is said at once.
 */
export function isMadeInPieces(before: BatchState, next: BatchState): boolean {
  if (before.step !== next.step) return HEAVY.has(next.step);
  if (Math.abs(before.leftOut.size - next.leftOut.size) > FILES_AT_ONCE) return true;
  const { rows, looked } = before.remains;
  if (next.remains.rows !== rows || next.remains.looked !== looked) return true;
  const isOtherFile = before.openFile?.view !== next.openFile?.view;
  return isOtherFile && (before.openFile === null || next.openFile?.view.kind !== 'loading');
}

const FILES_AT_ONCE = 2000;

/** The other steps are shown at once: they are cheap, and a button must be gone before a person presses it twice. */
const HEAVY: ReadonlySet<Step> = new Set(['scanning', 'review', 'decide', 'result']);
