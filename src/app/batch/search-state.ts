import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { SearchResult, UnsearchedCause } from '../../pipeline/contracts/text-search.ts';
import {
  isUnlikely,
  isUnsearched,
  type SearchScope,
  unlikely,
  withSearchResult,
} from '../../pipeline/text/searchable-files.ts';
import { seenStrings } from '../ui/strings/seen.ts';
import type { BatchState } from './batch-state.ts';
import { afterDecision } from './reduce-decisions.ts';

/**
 * The search for text, which goes on behind review and result. What it found stands with the files, in memory only.
 * `broken`: the worker or its models do not start here.
 */
export type SearchState = {
  readonly scope: SearchScope;
  readonly phase: 'resting' | 'searching' | 'stopped' | 'broken';
};

export type SearchAction =
  | { readonly kind: 'search-begun' }
  | {
      readonly kind: 'search-advanced';
      readonly entries: readonly { readonly id: number; readonly result: SearchResult }[];
    }
  | { readonly kind: 'search-ended' }
  | { readonly kind: 'search-stopped' }
  | { readonly kind: 'search-resumed' }
  /** Whatever has not been looked at stays so. */
  | { readonly kind: 'search-waived'; readonly cause: Exclude<UnsearchedCause, 'unlikely'> }
  | { readonly kind: 'search-scope-changed'; readonly scope: SearchScope };

export function reduceSearch(state: BatchState, action: SearchAction): BatchState {
  switch (action.kind) {
    case 'search-begun':
      return withPhase(state, 'searching');
    case 'search-advanced':
      return takeInResults(state, new Map(action.entries.map(({ id, result }) => [id, result])));
    case 'search-ended':
      return state.search.phase === 'searching' ? withPhase(state, 'resting') : state;
    case 'search-stopped':
      return withPhase(state, 'stopped');
    case 'search-resumed':
      return withPhase(state, 'resting');
    case 'search-waived':
      return waive(state, action.cause);
    case 'search-scope-changed':
      return changeScope(state, action.scope);
  }
}

/** True while the search is still to come to one of these. Who has stopped it has chosen to look without it. */
export function isStillSearched(files: readonly BatchFile[], { phase, scope }: SearchState): boolean {
  if (phase === 'stopped' || phase === 'broken') return false;
  return files.some((file) => isUnsearched(file, scope));
}

/** Files that come while C is not looked for have that said of them from the start. */
export function withUnlikely(state: BatchState): BatchState {
  if (state.search.scope !== 'likely' || !state.files.some(isUnlikely)) return state;
  return { ...state, files: state.files.map((file) => (isUnlikely(file) ? { ...file, search: unlikely } : file)) };
}

function withPhase(state: BatchState, phase: SearchState['phase']): BatchState {
  return state.search.phase === phase ? state : { ...state, search: { ...state.search, phase } };
}

function waive(state: BatchState, cause: 'failed' | 'stopped'): BatchState {
  const { scope } = state.search;
  const left = state.files.filter((file) => isUnsearched(file, scope));
  const waived = takeInResults(state, new Map(left.map(({ id }) => [id, { kind: 'not-searched', cause } as const])));
  return withPhase(waived, cause === 'failed' ? 'broken' : 'resting');
}

/** Results of files that are gone, or that have one, are dropped. What a person said too early is taken back, and the page says so. */
function takeInResults(state: BatchState, results: ReadonlyMap<number, SearchResult>): BatchState {
  const changed = new Set<number>();
  let isTakenBack = false;
  const files = state.files.map((file) => {
    const search = results.get(file.id);
    if (search === undefined || file.search !== undefined) return file;
    changed.add(file.id);
    const next = withSearchResult(file, search);
    if (next.release !== file.release || next.redaction !== file.redaction) isTakenBack = true;
    return next;
  });
  if (changed.size === 0) return state;
  const next = afterDecision(state, files, changed);
  return isTakenBack ? { ...next, notice: seenStrings.takenBack } : next;
}

function changeScope(state: BatchState, scope: SearchScope): BatchState {
  const next = { ...state, search: { scope, phase: 'resting' } as const };
  const changed = new Set<number>();
  const files = state.files.map((file) => {
    const isOff = file.search?.kind === 'not-searched';
    const wanted = scope === 'likely' && isUnlikely(file) ? unlikely : null;
    if (!isOff && wanted === null) return file;
    changed.add(file.id);
    const { search: _, ...rest } = file;
    return wanted === null ? rest : { ...rest, search: wanted };
  });
  return changed.size === 0 ? next : withUnlikely(afterDecision(next, files, changed));
}
