import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** Images of some files: frames, and one for a file that does not say how many it has. */
export function countImages(files: readonly BatchFile[]): number {
  return files.reduce((sum, { scan }) => sum + (scan.kind === 'dicom' ? Math.max(1, scan.summary.frames) : 1), 0);
}
