import type { SavedOutput } from '../../intents/services.ts';
import type { BatchState } from '../batch-state.ts';
import type { UploadProgress } from '../upload-progress.ts';
import { isWriting } from './is-writing.ts';

/**
 * True while closing would lose something: a run, a save, an upload, what a person has decided, or output that neither an archive
 * nor a server holds whole.
 */
export function losesWork(state: BatchState): boolean {
  if (isWriting(state)) return true;
  // What is planned and not confirmed costs nothing to plan again.
  const hasOutput = state.hasResult && state.files.some(({ outcome }) => outcome?.kind === 'deidentified');
  const { boxes, decide } = state;
  const hasDecided = boxes.decisions.length > 0 || boxes.drafts.size > 0 || decide.decisions.length > 0;
  return (
    (hasOutput || hasDecided) &&
    !isAllStored(state.upload) &&
    !state.archives.some(({ isOutOfDate, archive }) => !isOutOfDate && isWhole(archive))
  );
}

/** A server has acknowledged every file, and no decision has changed since. */
function isAllStored(upload: UploadProgress): boolean {
  return upload.kind === 'ended' && !upload.isOutOfDate && upload.counts.refused + upload.counts.notSent === 0;
}

function isWhole(archive: SavedOutput): boolean {
  return archive.kind !== 'studies' || archive.left.length === 0;
}
