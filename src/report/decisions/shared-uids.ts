import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { readBytes } from '../../pipeline/contracts/input-bytes.ts';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';

/**
 * The SOP Instance UIDs, among those asked for, that files with different bytes have: what is decided about such a UID was
 * decided about one of them, and does not say about which. Copies of one file are no different files.
 */
export async function sharedUids(
  files: readonly BatchFile[],
  isAskedFor: (uid: string) => boolean,
): Promise<ReadonlySet<string>> {
  const first = new Map<string, InputContent | null>();
  const shared = new Set<string>();
  for (const { scan, content } of files) {
    const uid = scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '';
    if (uid === '' || shared.has(uid) || !isAskedFor(uid)) continue;
    const known = first.get(uid);
    if (known === undefined) first.set(uid, content);
    else if (!(await areSameBytes(known, content))) shared.add(uid);
  }
  return shared;
}

const pieceBytes = 4 * 1024 * 1024;

/** As they lie in their source: who has one file packed in two ways is told that these are two. */
async function areSameBytes(one: InputContent | null, other: InputContent | null): Promise<boolean> {
  if (one === null || other === null || one.kind !== other.kind || one.blob.size !== other.blob.size) return false;
  // Which of the files of an archive it is, its bytes do not say.
  if (one.kind === 'tar-gzip') return false;
  try {
    for (let at = 0; at < one.blob.size; at += pieceBytes) {
      const [a, b] = await Promise.all([one, other].map(({ blob }) => readBytes(blob, at, pieceBytes)));
      if (a!.length !== b!.length || a!.some((byte, n) => byte !== b![n])) return false;
    }
    return true;
  } catch {
    return false;
  }
}
