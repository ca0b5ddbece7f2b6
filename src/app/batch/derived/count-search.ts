import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { isUnsearched, type SearchScope, waitsForSearch } from '../../../pipeline/text/searchable-files.ts';
import type { BatchState } from '../batch-state.ts';

/** How far the search for text is. */
export type SearchCounts = {
  /** Images that were looked at, or that could not be. */
  readonly done: number;
  /** Images that are still to be looked at. */
  readonly open: number;
  /** Files that would be written now and are among the open ones. */
  readonly waiting: number;
};

type Searched = Pick<BatchState, 'files' | 'search'>;

export function countSearch(state: Searched): SearchCounts {
  return createSearchCounter()(state);
}

/** Counts a list whose files change one by one at the cost of those. @returns the same object while the numbers are the same */
export function createSearchCounter(): (state: Searched) => SearchCounts {
  let files: readonly BatchFile[] = [];
  let scope: SearchScope | null = null;
  let counts = nothing;
  return ({ files: now, search }) => {
    if (now === files && search.scope === scope) return counts;
    const isAnew = search.scope !== scope || now.length < files.length;
    const next = { ...(isAnew ? nothing : counts) };
    // By number: of tens of thousands of files nearly all are passed over, with each group of outcomes.
    for (let at = 0; at < now.length; at++) {
      const file = now[at] as BatchFile;
      const before = isAnew ? undefined : files[at];
      // What stayed costs a comparison and no look.
      if (before === file) continue;
      if (before !== undefined) add(next, before, search.scope, -1);
      add(next, file, search.scope, 1);
    }
    files = now;
    scope = search.scope;
    const { done, open, waiting } = next;
    if (done !== counts.done || open !== counts.open || waiting !== counts.waiting) counts = next;
    return counts;
  };
}

const nothing: SearchCounts = { done: 0, open: 0, waiting: 0 };

function add(
  counts: { -readonly [Key in keyof SearchCounts]: number },
  file: BatchFile,
  scope: SearchScope,
  step: 1 | -1,
): void {
  const { search } = file;
  if (search !== undefined && (search.kind === 'searched' || search.cause !== 'unlikely')) counts.done += step;
  if (isUnsearched(file, scope)) counts.open += step;
  if (waitsForSearch(file, scope)) counts.waiting += step;
}
