import type { BatchFile } from '../pipeline/run-batch.ts';

/** Modalities of a batch with their number of files; files without one, or with one that is no code, do not count. */
export function countModalities(files: readonly BatchFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { scan } of files) {
    const modality = scan.kind === 'dicom' ? scan.summary.modality.trim().toUpperCase() : '';
    if (CODE.test(modality)) {
      counts.set(modality, (counts.get(modality) ?? 0) + 1);
    }
  }
  return counts;
}

/** CS (PS3.5 6.2), as the filters of a profile take it. */
const CODE = /^[A-Z0-9_][A-Z0-9_ ]{0,15}$/;
