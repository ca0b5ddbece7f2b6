import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

type Files = readonly BatchFile[];
type Instances = ReadonlyMap<string, readonly number[]>;

/** Looked for once, and not at each decision, since there may be 50,000 files. */
const known = new WeakMap<Files, Instances>();

/** SOP Instance UIDs (0008,0018) of which there are several files, with the ids of these. Most batches have none. */
export function sharedInstances(files: Files): Instances {
  const found = known.get(files) ?? findShared(files);
  known.set(files, found);
  return found;
}

/** Call it for a list in which each file has the scan that it has in the list before. */
export function keepSharedInstances(before: Files, next: Files): void {
  const found = known.get(before);
  if (found !== undefined) known.set(next, found);
}

function findShared(files: Files): Instances {
  const first = new Map<string, number>();
  const several = new Map<string, number[]>();
  for (const { id, scan } of files) {
    if (scan.kind !== 'dicom') continue;
    const uid = scan.summary.sopInstanceUid;
    const other = first.get(uid);
    if (other === undefined) first.set(uid, id);
    else if (several.has(uid)) several.get(uid)!.push(id);
    else several.set(uid, [other, id]);
  }
  return several;
}
