import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** Files in order of id; the same list where they are. */
export function sortById(files: readonly BatchFile[]): readonly BatchFile[] {
  const isSorted = files.every((file, at) => at === 0 || (files[at - 1] as BatchFile).id < file.id);
  return isSorted ? files : [...files].sort((a, b) => a.id - b.id);
}
