import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

type Files = readonly BatchFile[];
type Instances = ReadonlyMap<string, readonly number[]>;

/** Looked for once, and not at each decision, since there may be 50,000 files. */
const known = new WeakMap<Files, Instances>();

/** SOP Instance UIDs (0008,0018) of which there are several files, with the ids of these. Most batches have none. */
export function sharedInstances(files: Files): Instances {
  const before = known.get(files);
  if (before !== undefined) return before;
  for (const _ of findSharedAhead(files));
  return known.get(files)!;
}

/** Call it for a list in which each file has the scan that it has in the list before. */
export function keepSharedInstances(before: Files, next: Files): void {
  const found = known.get(before);
  if (found !== undefined) known.set(next, found);
}

/** Looks for them before they are asked for, and takes turns. */
export function* findSharedAhead(files: Files): Generator<void, void> {
  const first = new Map<string, number>();
  const several = new Map<string, number[]>();
  for (const [at, { id, scan }] of files.entries()) {
    if (at % 4000 === 3999) yield;
    if (scan.kind !== 'dicom') continue;
    const uid = scan.summary.sopInstanceUid;
    const other = first.get(uid);
    if (other === undefined) first.set(uid, id);
    else if (several.has(uid)) several.get(uid)!.push(id);
    else several.set(uid, [other, id]);
  }
  known.set(files, several);
}
