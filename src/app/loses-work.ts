import type { BatchState } from './batch-state.ts';
import type { SavedOutput } from './services.ts';

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
  return hasOutput && !state.archives.some(({ isOutOfDate, archive }) => !isOutOfDate && isWhole(archive));
}

function isWhole(archive: SavedOutput): boolean {
  return archive.kind !== 'studies' || archive.left.length === 0;
}
