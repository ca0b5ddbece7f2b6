import { type SearchScope, searchScopes } from '../../pipeline/text/searchable-files.ts';
import { shellStrings } from '../ui/strings/shell.ts';

/** How far the search for text goes unless the address or a person says otherwise. */
export const usualSearchScope: SearchScope = 'all';

/**
 * Reads `?search=…` of a page address. A problem is a sentence for people that does not quote the address.
 * @param given null where the address does not say
 */
export function parseSearchScope(given: string | null): {
  readonly scope: SearchScope;
  readonly problem: string | null;
} {
  const scope = given === null ? usualSearchScope : searchScopes.find((name) => name === given);
  return scope === undefined
    ? { scope: usualSearchScope, problem: shellStrings.noSuchSearch(searchScopes.join(', ')) }
    : { scope, problem: null };
}
