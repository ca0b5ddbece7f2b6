import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** What is found out about a sorted list before it is shown is about the list that is shown then. */
const sorted = new WeakMap<readonly BatchFile[], readonly BatchFile[]>();

/** Files in order of id; the same list where they are, and for the same list. */
export function sortById(files: readonly BatchFile[]): readonly BatchFile[] {
  const before = sorted.get(files);
  if (before !== undefined) return before;
  const isSorted = files.every((file, at) => at === 0 || (files[at - 1] as BatchFile).id < file.id);
  const found = isSorted ? files : [...files].sort((a, b) => a.id - b.id);
  sorted.set(files, found);
  return found;
}
