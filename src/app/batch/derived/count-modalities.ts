import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** Counts files by modality. A file without a modality, or with one that is not a code, does not count. */
export function countModalities(files: readonly BatchFile[]): ReadonlyMap<string, number> {
  const asWritten = new Map<string, number>();
  for (const { scan } of files) {
    if (scan.kind === 'dicom') {
      const { modality } = scan.summary;
      asWritten.set(modality, (asWritten.get(modality) ?? 0) + 1);
    }
  }
  const counts = new Map<string, number>();
  for (const [text, count] of asWritten) {
    const modality = text.trim().toUpperCase();
    if (CODE.test(modality)) {
      counts.set(modality, (counts.get(modality) ?? 0) + count);
    }
  }
  return counts;
}

/** CS (PS3.5 6.2), as the filters of a profile take it. */
const CODE = /^[A-Z0-9_][A-Z0-9_ ]{0,15}$/;
