import type { BatchState } from './batch-state.ts';

/** True while closing would lose something: a run, a save, or output without an archive that holds all of it. */
export function losesWork(state: BatchState): boolean {
  if (
    state.step === 'running' ||
    state.save.kind === 'saving' ||
    state.upload.kind === 'sending' ||
    state.recounting > 0
  ) {
    return true;
  }
  const hasOutput = state.files.some(({ outcome }) => outcome?.kind === 'deidentified');
  return hasOutput && !state.archives.some(({ isOutOfDate }) => !isOutOfDate);
}
