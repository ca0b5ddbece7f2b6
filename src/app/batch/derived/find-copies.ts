import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

type Copy = Pick<BatchFile, 'id' | 'path'>;

/** Files with one SOP Instance UID (0008,0018): the first by order of the list, and those after it. */
export type Copies = { readonly first: Copy; readonly later: readonly Copy[] };

/** Instances that are there more than once, in order of the list. Takes a turn every thousand files. */
export function* findCopies(files: readonly BatchFile[]): Generator<void, readonly Copies[]> {
  const firsts = new Map<string, BatchFile>();
  const found = new Map<string, { first: Copy; later: Copy[] }>();
  for (const [at, file] of files.entries()) {
    if (at % 1000 === 999) {
      yield;
    }
    const uid = file.scan.kind === 'dicom' ? file.scan.summary.sopInstanceUid.trim() : '';
    if (uid === '') {
      continue;
    }
    const first = firsts.get(uid);
    if (first === undefined) {
      firsts.set(uid, file);
      continue;
    }
    const copies = found.get(uid) ?? { first: { id: first.id, path: first.path }, later: [] };
    copies.later.push({ id: file.id, path: file.path });
    found.set(uid, copies);
  }
  return [...found.values()];
}
