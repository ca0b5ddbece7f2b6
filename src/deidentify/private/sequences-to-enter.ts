import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { elementOf, isPrivate } from '../../dicom/tag.ts';
import type { Subject } from '../actions/action.ts';
import type { Run } from '../run.ts';
import { subjectAt } from '../subject-at.ts';

const byRun = new WeakMap<Run, ReadonlySet<number>>();

/**
 * Entries that have a private element inside which stays by itself: sequences and their items, whether or not they are
 * known. One look at each element, and each way up is gone once, whatever the depth.
 * @param staysByItself asked of private elements alone, not of what is in them
 */
export function sequencesToEnter(
  run: Run,
  dataset: IndexedDataset,
  staysByItself: (subject: Subject) => boolean,
): ReadonlySet<number> {
  const known = byRun.get(run);
  if (known) return known;
  const { count, tags, depths, parents } = dataset.elements;
  const found = new Set<number>();
  for (let at = 0; at < count; at++) {
    const tag = tags[at] ?? 0;
    if ((depths[at] ?? 0) === 0 || !isPrivate(tag) || elementOf(tag) < 0x1000) continue;
    const parent = parents[at] ?? -1;
    if (parent < 0 || found.has(parent) || !staysByItself(subjectAt(dataset, at))) continue;
    for (let up = parent; up >= 0 && !found.has(up); up = parents[up] ?? -1) found.add(up);
  }
  byRun.set(run, found);
  return found;
}
