import type { Job } from '../contracts/deidentify.protocol.ts';
import type { PlannedFile } from './plan-file.ts';

/** What is held is made for nobody, but for a look at its images, and only where nothing else is missing. */
export function mayBeMade({ holds, waitsForLookAlone }: PlannedFile, { isCandidate }: Job): boolean {
  return holds.length === 0 || (isCandidate === true && waitsForLookAlone);
}
