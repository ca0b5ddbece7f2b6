import type { BatchState } from '../batch-state.ts';

/** True while files are written or judged that were planned under the decisions as they are: a new one would come too late. */
export function isWriting({ step, save, upload, recounting }: BatchState): boolean {
  return step === 'running' || save.kind === 'saving' || upload.kind === 'sending' || recounting > 0;
}
