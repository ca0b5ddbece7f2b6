import type { BatchState, WrittenArchive } from '../batch-state.ts';

/** The archive that already holds what a save would write now: the same files under the same names; null where there is none. */
export function sameOutput(
  { archives, files, layout }: Pick<BatchState, 'archives' | 'files' | 'layout'>,
  what: 'zip' | 'studies',
): WrittenArchive | null {
  const count = files.filter(({ outcome }) => outcome?.kind === 'deidentified').length;
  const isSame = (written: WrittenArchive) =>
    !written.isOutOfDate && written.layout === layout && written.files === count && isWhole(written, what);
  return archives.findLast(isSame) ?? null;
}

function isWhole({ archive }: WrittenArchive, what: 'zip' | 'studies'): boolean {
  if (archive.kind === 'studies') return what === 'studies' && archive.left.length === 0;
  return what === 'zip' && archive.kind !== 'folder';
}
