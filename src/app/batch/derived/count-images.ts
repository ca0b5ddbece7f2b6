import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** Images of some files. */
export function countImages(files: readonly BatchFile[]): number {
  return files.reduce((sum, file) => sum + framesOf(file), 0);
}

/** How many images a file holds: its frames, and one where it does not say how many it has. */
export function framesOf({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? Math.max(1, scan.summary.frames) : 1;
}

/** True for a file that can be shown as a picture. */
export function hasImage({ scan }: BatchFile): boolean {
  return scan.kind === 'dicom' && scan.summary.rows > 0 && scan.summary.columns > 0;
}
