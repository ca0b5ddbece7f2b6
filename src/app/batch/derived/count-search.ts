import { isUnsearched, waitsForSearch } from '../../../pipeline/text/searchable-files.ts';
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

export function countSearch({ files, search: { scope } }: Pick<BatchState, 'files' | 'search'>): SearchCounts {
  let done = 0;
  let open = 0;
  let waiting = 0;
  for (const file of files) {
    if (file.search !== undefined && (file.search.kind === 'searched' || file.search.cause !== 'unlikely')) done += 1;
    if (isUnsearched(file, scope)) open += 1;
    if (waitsForSearch(file, scope)) waiting += 1;
  }
  return { done, open, waiting };
}
