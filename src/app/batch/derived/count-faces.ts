import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** How many files that go out are slices from which a face can be made. */
export function countFaces(files: readonly BatchFile[]): number {
  return files.filter(
    ({ outcome }) =>
      outcome?.kind === 'deidentified' && outcome.findings.some(({ code }) => code === 'face-reconstructable'),
  ).length;
}
