import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** Files in order of id. Asked again for the same list, it gives the same answer, so that it can be made ahead of need. */
export function sortById(files: readonly BatchFile[]): readonly BatchFile[] {
  const known = answers.get(files);
  if (known !== undefined) {
    return known;
  }
  const isSorted = files.every((file, at) => at === 0 || (files[at - 1] as BatchFile).id < file.id);
  const sorted = isSorted ? files : [...files].sort((a, b) => a.id - b.id);
  answers.set(files, sorted);
  return sorted;
}

const answers = new WeakMap<readonly BatchFile[], readonly BatchFile[]>();
