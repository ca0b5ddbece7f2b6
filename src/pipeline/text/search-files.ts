import type { BatchFile } from '../contracts/batch-file.ts';
import type { SearchResult, TextService } from '../contracts/text-search.ts';
import { groupsOf, searchGroupOf } from './search-groups.ts';
import { searchSeries } from './search-series.ts';
import { isUnsearched, type SearchScope, waitsForSearch } from './searchable-files.ts';

/**
 * Looks for text in the images that the search has not come to: those that would leave now, and where there are none, all others.
 * Each service has a series of its own at a time. What no service could look at has failed. An abort leaves out what was not
 * looked at.
 * @param onSearched called after each image with how many were looked at
 * @returns what came of it, by file; empty when nothing is left to look at
 */
export async function searchFiles(
  files: readonly BatchFile[],
  scope: SearchScope,
  services: readonly TextService[],
  signal: AbortSignal,
  onSearched: (done: number, total: number) => void,
): Promise<ReadonlyMap<number, SearchResult>> {
  const open = openFiles(files, scope);
  const byId = new Map(open.map((file) => [file.id, file]));
  const results = new Map<number, SearchResult>();
  // The largest come first, so that none of the services is left with one of them at the end.
  const groups = [...groupsOf(open)];

  async function work(service: TextService): Promise<void> {
    while (!signal.aborted && !service.isBroken()) {
      const group = searchGroupOf((groups.pop() ?? []).map((id) => byId.get(id)!));
      if (group === null) return;
      for await (const { id, result } of searchSeries(group.files, group.risk, service, signal)) {
        if (signal.aborted) return;
        results.set(id, result);
        onSearched(results.size, open.length);
        if (service.isBroken()) return;
      }
    }
  }
  // What a throw says may quote a value; files without a result say that they were not searched.
  await Promise.allSettled(services.map(work));
  if (!signal.aborted) for (const { id } of open) if (!results.has(id)) results.set(id, failed);
  return results;
}

function openFiles(files: readonly BatchFile[], scope: SearchScope): readonly BatchFile[] {
  const awaited = files.filter((file) => waitsForSearch(file, scope));
  return awaited.length > 0 ? awaited : files.filter((file) => isUnsearched(file, scope));
}

const failed: SearchResult = { kind: 'not-searched', cause: 'failed' };
