import type { BatchState, WrittenArchive } from '../batch-state.ts';

type Known = Pick<BatchState, 'archives' | 'files' | 'layout' | 'hashesOutputs' | 'outputs'>;

/**
 * The archive that already holds what a save would write now: the same files under the same names; null where there is none, and where
 * hashes are wanted that the last save has not noted.
 */
export function sameOutput(
  { archives, files, layout, hashesOutputs, outputs }: Known,
  what: 'zip' | 'studies',
): WrittenArchive | null {
  if (hashesOutputs && outputs?.rows?.[0]?.sha256 === undefined) return null;
  const count = files.filter(({ outcome }) => outcome?.kind === 'deidentified').length;
  const isSame = (written: WrittenArchive) =>
    !written.isOutOfDate && written.layout === layout && written.files === count && isWhole(written, what);
  return archives.findLast(isSame) ?? null;
}

function isWhole({ archive }: WrittenArchive, what: 'zip' | 'studies'): boolean {
  if (archive.kind === 'studies') return what === 'studies' && archive.left.length === 0;
  return what === 'zip' && archive.kind !== 'folder';
}
