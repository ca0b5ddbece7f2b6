import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { keepSharedInstances } from './shared-instances.ts';

/** The file with this id. Lists are in order of id but while they are read, so that this takes no look at all of 50,000 files. */
export function findFile(files: readonly BatchFile[], id: number): BatchFile | undefined {
  return files[placeOf(files, id)];
}

/**
 * The list with another file in the place of each of these; the same list where all of them stay the same.
 * @param change gives the file itself where it stays
 */
export function changeFiles(
  files: readonly BatchFile[],
  ids: Iterable<number>,
  change: (file: BatchFile) => BatchFile,
): readonly BatchFile[] {
  let changed: BatchFile[] | null = null;
  let hasOldScans = true;
  for (const id of ids) {
    const at = placeOf(files, id);
    const file = files[at];
    if (file === undefined) continue;
    const next = change(file);
    if (next === file) continue;
    changed ??= files.slice();
    changed[at] = next;
    hasOldScans &&= next.scan === file.scan;
  }
  if (changed !== null && hasOldScans) keepSharedInstances(files, changed);
  return changed ?? files;
}

/** @returns -1 where no file has this id */
function placeOf(files: readonly BatchFile[], id: number): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((files[middle] as BatchFile).id < id) low = middle + 1;
    else high = middle;
  }
  return files[low]?.id === id ? low : files.findIndex((file) => file.id === id);
}
