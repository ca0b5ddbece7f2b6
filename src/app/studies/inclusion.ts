import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { TreeRow } from './tree-rows.ts';
import { filesOf } from './tree-rows.ts';

/** How much of a row the person has left in. */
export type Inclusion = 'all' | 'some' | 'none';

/** Files that the person left out; only whether an id is in it matters here. */
export type LeftOutIds = { readonly size: number; readonly has: (id: number) => boolean };

export function inclusionOf(row: TreeRow, leftOut: LeftOutIds): Inclusion {
  if (row.level === 4) {
    return leftOut.has(row.file.id) ? 'none' : 'all';
  }
  // Files left out are skipped files, so most rows are settled without looking at their files.
  return row.node.counts.skipped === 0 ? 'all' : inclusionOfFiles(filesOf(row), leftOut);
}

function inclusionOfFiles(files: readonly BatchFile[], leftOut: LeftOutIds): Inclusion {
  if (leftOut.size === 0) {
    return 'all';
  }
  let out = 0;
  for (const { id } of files) {
    out += leftOut.has(id) ? 1 : 0;
  }
  if (out === 0) {
    return 'all';
  }
  return out === files.length ? 'none' : 'some';
}

/** What ticking a row does: everything in, unless everything is in already. */
export type InclusionChange = { readonly kind: 'left-out' | 'put-back'; readonly ids: readonly number[] };

/** @returns only files that change, so that undo restores exactly the state before. */
export function toggleInclusion(files: readonly BatchFile[], leftOut: LeftOutIds): InclusionChange {
  if (inclusionOfFiles(files, leftOut) === 'all') {
    return { kind: 'left-out', ids: files.map(({ id }) => id) };
  }
  return { kind: 'put-back', ids: files.flatMap(({ id }) => (leftOut.has(id) ? [id] : [])) };
}
